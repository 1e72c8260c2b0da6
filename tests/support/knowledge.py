"""Articles for tests, and libraries: a small one with vectors made of words, and the real one."""

import zlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from bot.domain.article import Article, ArticleText, Source, Topic
from bot.domain.centre import Centre
from bot.encoding import article_encoder, encode_question
from bot.seed_files import read_articles, seed_centres
from bot.services.article_index import DIMENSION, Floats
from bot.services.article_sections import Encoder, fold, sections_of, sections_of_all
from bot.services.library import Library
from bot.services.ports import LiveArticle

TODAY = date(2026, 11, 24)


def text(title: str = "مين بزور؟", *questions: str, **parts: str) -> ArticleText:
    asked = questions or ("مين بقدر يزور", "بقدر ازور اخوي", "who can visit")
    return ArticleText(title, asked, **{"answer": "يزور الأقارب.", "source": "حسب القانون.", **parts})


def article(
    article_id: str = "visit-who", *intents: str, arabic: ArticleText | None = None, **more: Any
) -> Article:
    source = Source("Law 9/2004", "قانون رقم 9 لسنة 2004", "https://example.org/law", "2010", "20")
    texts = {
        "ar": arabic or text(),
        "en": text("Who may visit?", answer="Relatives may visit.", source="The law."),
    }
    given: dict[str, Any] = {
        "topics": (Topic.VISITS,), "texts": texts, "sources": (source,), "last_checked": TODAY, **more,
    }  # fmt: skip
    return Article(article_id, intents or ("ask_visit_requirements",), **given)


def word_vector(words: str) -> Floats:
    """Like texts share words: each word is a direction of its own."""
    vector = np.zeros(DIMENSION, np.float32)
    for word in fold(words).split():
        vector[zlib.crc32(word.encode()) % DIMENSION] += 1
    return vector / max(float(np.linalg.norm(vector)), 1e-6)


def word_encoder(name: str = "words") -> Encoder:
    def encode(texts: Sequence[str], _questions: Sequence[bool]) -> list[bytes]:
        return [word_vector(each).astype(np.float16).tobytes() for each in texts]

    return Encoder(name, encode)


def library_of(*articles: Article, centres: Sequence[Centre] = ()) -> Library:
    library = Library(word_vector)
    sections = [section for each in articles for section in sections_of(each, word_encoder())]
    library.put_up([LiveArticle(each, 1) for each in articles], sections, centres)
    return library


@cache
def real_library() -> Library:
    """The articles of this checkout."""
    articles = [each for _, each in read_articles()[0]]
    sections = [section for cut in sections_of_all(articles, article_encoder()).values() for section in cut]
    library = Library(encode_question)
    library.put_up([LiveArticle(each, 1) for each in articles], sections, seed_centres())
    return library
