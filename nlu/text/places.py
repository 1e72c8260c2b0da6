"""The governorate that a text speaks of, by its own name or a town's, in any spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from nlu.text.lexicons import rows, words
from nlu.text.pieces import Piece, bare_forms, has_stem, latin, pieces, plain

GOVERNORATES = tuple(row["governorate"] for row in rows("governorates"))

_LONGEST = 3
_CLOSE = 0.8
_SHORT_MESSAGE = 3
_NO_HOME = words("custody") | {"محكمه", "مستشفي", "جامعه", "court", "hospital"}
_NOT = frozenset({"مش", "مو", "موش", "ليس", "ليست", "لست", "بدل", "not", "instead"})


@dataclass(frozen=True)
class Place:
    governorate: str
    first: int
    """Index of its first word."""
    last: int
    denied: bool = False
    """\"Not Amman\"."""


def places(text: str, *, answering: bool = False) -> list[Place]:
    """`answering`: it was asked for, so names that are common said too count, and close spellings; else a
    place behind a word for prison, court or hospital is no home and is left out."""
    said = pieces(text)
    found = list(_named(said, answering=answering))
    if not found and answering and len(said) <= _SHORT_MESSAGE:
        found = list(_close(said))
    return found


def governorate(text: str, *, answering: bool = False) -> str | None:
    """None when there is none, or two: then only the person can say which."""
    named = {place.governorate for place in places(text, answering=answering) if not place.denied}
    return named.pop() if len(named) == 1 else None


def _named(said: Sequence[Piece], *, answering: bool) -> Iterator[Place]:
    index = _index(ambiguous=answering)
    position = 0
    while position < len(said):
        place = _place_at(said, position, index)
        if place is None:
            position += 1
            continue
        if answering or not _in_custody(said, position):
            yield place
        position = place.last + 1


def _place_at(said: Sequence[Piece], first: int, index: dict[str, str]) -> Place | None:
    for length in range(min(_LONGEST, len(said) - first), 0, -1):
        these = said[first : first + length]
        name = next((index[spelling] for spelling in _spellings(these) if spelling in index), None)
        if name:
            return Place(name, first, first + length - 1, _denied(said, first))
    return None


def _spellings(these: Sequence[Piece]) -> Iterator[str]:
    rest = [word.strong for word in these[1:]]
    yield from (" ".join([form, *rest]) for form in bare_forms(these[0].strong))
    yield " ".join(word.typed for word in these)


def _close(said: Sequence[Piece]) -> Iterator[Place]:
    index = _index(ambiguous=False)
    for position, word in enumerate(said):
        for form in (*bare_forms(word.strong), word.typed):
            close = get_close_matches(form, index, n=1, cutoff=_CLOSE) if len(form) > 3 else []
            if close:
                yield Place(index[close[0]], position, position, _denied(said, position))
                break


def _denied(said: Sequence[Piece], first: int) -> bool:
    return first > 0 and said[first - 1].strong in _NOT


def _in_custody(said: Sequence[Piece], first: int) -> bool:
    before = said[max(0, first - 3) : first]
    return any(has_stem(word, _NO_HOME) for word in before)


@cache
def _index(*, ambiguous: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("governorates"):
        doubtful = set() if ambiguous else set(row["ambiguous"].split("|"))
        known = [name for name in row["places"].split("|") if name not in doubtful]
        for spelling in map(plain, known):
            names.setdefault(spelling, row["governorate"])
            names.setdefault(spelling.removeprefix("ال"), row["governorate"])
        for name in (*row["latin"].split("|"), row["governorate"]):
            names.setdefault(latin(name), row["governorate"])
    return names
