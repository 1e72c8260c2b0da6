"""Finding an answer among the articles of this checkout, and among ten thousand made of their words."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from bench.measure import Spread
from bench.report import Report
from bot.domain.article import Article, ArticleText
from bot.encoding import article_encoder, encode_question
from bot.seed_files import read_articles, seed_centres
from bot.services.answer_question import Asked, find_answer
from bot.services.article_sections import Encoder, sections_of_all
from bot.services.library import Library, Shelf
from bot.services.ports import LiveArticle

MANY = 10_000
ASKED = 60
TODAY = date(2026, 11, 24)


def add_articles(report: Report) -> None:
    real = [article for _, article in read_articles()[0]]
    questions = [article.text("ar").questions[0] for article in real][:ASKED]
    few = _times(_shelf(real, article_encoder()), questions, real)
    many = _times(_shelf(list(_made_up(real)), _random_encoder()), questions, real)
    report.add(f"finding an answer among {len(real)} articles, p95", "ms", few.p95, most=50)
    report.add(f"finding an answer among {MANY} articles, p95", "ms", many.p95)
    report.add("the same, more than among the few", "ms", many.p95 - few.p95, most=50)


def _shelf(articles: list[Article], encoder: Encoder) -> Shelf:
    library = Library(encode_question)
    sections = [section for cut in sections_of_all(articles, encoder).values() for section in cut]
    library.put_up([LiveArticle(article, 1) for article in articles], sections, seed_centres())
    return library.shelf


def _times(shelf: Shelf, questions: list[str], real: list[Article]) -> Spread:
    intents = [article.intents[0] for article in real]
    times = []
    for question, intent in zip(questions, intents, strict=False):
        began = time.perf_counter()
        find_answer(shelf, Asked(question, ((intent, 0.8), ("ask_release", 0.1))), TODAY)
        times.append(time.perf_counter() - began)
    return Spread.of(times[5:])


def _made_up(real: list[Article]) -> Iterator[Article]:
    chance = random.Random(7)  # noqa: S311 - the same articles each time
    words = sorted({word for each in real for word in each.text("ar").answer.split()})
    for number in range(MANY):
        like = real[number % len(real)]
        questions = tuple(" ".join(chance.choices(words, k=6)) for _ in range(5))
        answer = " ".join(chance.choices(words, k=30))
        text = ArticleText(" ".join(chance.choices(words, k=3)), questions, answer, "-")
        yield replace(like, id=f"{like.id}-{number}", texts={"ar": text})


def _random_encoder() -> Encoder:
    """Real ones would take minutes, and cost the same to search."""
    noise = np.random.default_rng(7)

    def encode(texts: object, _questions: object) -> list[bytes]:
        rows = noise.normal(size=(len(texts), 384))  # type: ignore[arg-type]
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return [row.astype(np.float16).tobytes() for row in unit]

    return Encoder("random", encode)


if __name__ == "__main__":
    made = Report()
    add_articles(made)
    print(made.table())  # noqa: T201 - its answer
