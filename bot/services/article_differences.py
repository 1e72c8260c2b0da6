"""What differs between two versions of an article, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from bot.domain.article import LANGUAGES, Article, ArticleText, Part
from bot.services.article_file import front_matter

_WORDS = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    """A section, or a name of the front matter."""
    language: str
    """Of a section; empty for the front matter."""
    pieces: Sequence[Piece]


def differences(before: Article | None, after: Article) -> list[Difference]:
    """In the order in which an article is written: what it says, then what is said about it."""
    return [*_texts(before, after), *_front(before, after)]


def compared(before: str, after: str) -> list[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(old[i:j])))
            continue
        pieces += [Piece(Change.GONE, "".join(old[i:j]))] if i < j else []
        pieces += [Piece(Change.NEW, "".join(new[k:m]))] if k < m else []
    return pieces


def _texts(before: Article | None, after: Article) -> Iterator[Difference]:
    for language in LANGUAGES:
        for part in Part:
            old = _part(before.texts.get(language) if before else None, part)
            new = _part(after.texts.get(language), part)
            if old != new:
                yield Difference(part.value, language, compared(old, new))


def _part(text: ArticleText | None, part: Part) -> str:
    return text.part(part) if text else ""


def _front(before: Article | None, after: Article) -> Iterator[Difference]:
    old, new = (_told(before) if before else {}), _told(after)
    for name, value in new.items():
        was = old.get(name, "")
        if name != "id" and was != value:
            pieces = [Piece(Change.GONE, was), Piece(Change.NEW, value)]
            yield Difference(name, "", [piece for piece in pieces if piece.text])


def _told(article: Article) -> dict[str, str]:
    return {name: _in_words(value) for name, value in front_matter(article).items()}


def _in_words(value: object) -> str:
    match value:
        case None:
            return ""
        case dict():
            return " · ".join(f"{name}: {_in_words(each)}" for name, each in value.items() if each)
        case list() | tuple():
            return _joined(value)
        case _:
            return str(value)


def _joined(values: Iterable[object]) -> str:
    return ", ".join(_in_words(each) for each in values)
