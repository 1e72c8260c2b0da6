"""Lists of phrases, found among the words of a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlu.text.pieces import Piece, bare_forms

_OF_SOMEBODY = "'s"
_DOUBLED = re.compile(r"(.)\1")
"""Slips of the thumb: اخووي."""

T = TypeVar("T")


@dataclass(frozen=True)
class Match(Generic[T]):
    """Words that a list knows."""

    value: T
    first: int
    last: int
    start: int
    """In the original, behind what Arabic writes at the front: لسواقة begins at its س."""
    end: int


class Phrases(Generic[T]):
    """A list of phrases, in the spelling of `plain`, that knows what begins with a word."""

    def __init__(self, known: Mapping[str, T]) -> None:
        self._known = known
        self._longest: dict[str, int] = {}
        for phrase in known:
            first, *rest = phrase.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._known

    def at(self, said: Sequence[Piece], first: int) -> Match[T] | None:
        """The longest that begins at a word."""
        word = said[first]
        longest = max(self._longest.get(each.split(" ")[0], 0) for each in (word.typed, _bare(word.typed)))
        forms = []
        for form in (*bare_forms(word.strong), _DOUBLED.sub(r"\1", word.strong)):
            length = self._longest.get(form.removesuffix(_OF_SOMEBODY), 0)
            longest = max(longest, length)
            forms += [form] if length else []
        for length in range(min(longest, len(said) - first), 0, -1):
            if match := self._of_length(said, first, length, forms):
                return match
        return None

    def _of_length(
        self, said: Sequence[Piece], first: int, length: int, forms: Sequence[str]
    ) -> Match[T] | None:
        words = said[first : first + length]
        for form, phrase in _phrases(words, forms):
            value = self._known.get(phrase)
            if value is not None:
                left_out = len(_OF_SOMEBODY) if words[-1].strong.endswith(_OF_SOMEBODY) else 0
                start = words[0].start_of(form)
                return Match(value, first, first + length - 1, start, words[-1].end - left_out)
        return None


def _bare(typed: str) -> str:
    """Without the article that stands apart: el rusaifa."""
    return typed.rsplit(" ", maxsplit=1)[-1]


def _phrases(words: Sequence[Piece], forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(the first word's form, the whole phrase)."""
    yield words[0].strong, " ".join(word.typed for word in words)
    rest = [word.strong for word in words[1:]]
    for form in forms:
        yield form, " ".join([form, *rest]).removesuffix(_OF_SOMEBODY)
    yield words[0].strong, " ".join([_bare(words[0].typed), *(word.typed for word in words[1:])])
