"""The pieces of an article that are searched, with their vectors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.article import Article, Part
from bot.services.ports import EncodeTexts, Section
from nlu.text.message import read

_SHOWN = (Part.TITLE, Part.ANSWER, Part.MORE, Part.NEXT, Part.BY_CENTRE)
Known = Mapping[tuple[str, bool], bytes]
"""Vectors that are there already, by text and whether it is a question."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """`name` changes whenever the same text would get another vector."""

    name: str
    encode: EncodeTexts


def sections_of(article: Article, encoder: Encoder, known: Known | None = None) -> list[Section]:
    return sections_of_all([article], encoder, known)[article.id]


def sections_of_all(
    articles: Sequence[Article], encoder: Encoder, known: Known | None = None
) -> dict[str, list[Section]]:
    """By article; what is to be encoded goes to the encoder at once."""
    pieces = {article.id: list(_pieces(article)) for article in articles}
    wanted = [(text, asks(part)) for each in pieces.values() for _, part, _, text in each]
    missing = [key for key in dict.fromkeys(wanted) if key not in (known or {})]
    new = encoder.encode([text for text, _ in missing], [asked for _, asked in missing]) if missing else ()
    vectors = {**(known or {}), **dict(zip(missing, new, strict=True))}
    return {
        article_id: [
            Section(
                article_id, language, part, place, text, fold(text), vectors[text, asks(part)], encoder.name
            )
            for language, part, place, text in each
        ]
        for article_id, each in pieces.items()
    }


def known_vectors(sections: Sequence[Section], encoder: Encoder) -> Known:
    return {(s.text, asks(s.part)): s.vector for s in sections if s.encoder == encoder.name}


def asks(part: Part) -> bool:
    """Titles are short as questions are, and are found the same way."""
    return part in (Part.QUESTIONS, Part.TITLE)


def fold(text: str) -> str:
    """The spelling in which texts are compared: alef forms, marks and Arabizi made one."""
    return read(text).strong.text


def _pieces(article: Article) -> Iterator[tuple[str, Part, int, str]]:
    for language, text in article.texts.items():
        for place, question in enumerate(text.questions):
            yield language, Part.QUESTIONS, place, question
        for part in _SHOWN:
            if words := text.part(part):
                yield language, part, 0, words
