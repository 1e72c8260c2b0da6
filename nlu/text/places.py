"""The governorate that a text speaks of, by its own name or a town's, in any spelling."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from nlu.text.centres import centres
from nlu.text.lexicons import rows, words
from nlu.text.listed import Phrases
from nlu.text.pieces import Piece, bare_forms, has_stem, latin, pieces, plain

GOVERNORATES = tuple(row["governorate"] for row in rows("governorates"))

_CLOSE = 0.8
_SHORT_MESSAGE = 3
_PUBLIC = frozenset(
    ["محكمه", "مستشفي", "جامعه", "مخفر", "مطار", "court", "hospital", "university", "airport"]
)
_NO_HOME = words("custody") | _PUBLIC
_BETWEEN = frozenset({"في", "اصلاح", "وتاهيل", "تاهيل", "ال", "in", "at", "of", "the", "fi"})
_FOOTBALL = frozenset({"الفيصلي", "الدوري", "مباراه", "المباراه", "فاز", "ملعب", "football"})
"""Beside them the name of a quarter is its team's."""
_LIVING = frozenset({
    "ساكن", "ساكنه", "ساكنين", "سكان", "عايشين", "عايش", "عايشه", "بيتنا", "بيتي", "دارنا", "اهلي", "sakn",
    "sakne", "saknin", "live", "living", "reside", "home",
})  # fmt: skip
_NOT = frozenset({"مش", "مو", "موش", "ليس", "ليست", "لست", "بدل", "not", "instead"})


@dataclass(frozen=True)
class Place:
    governorate: str
    first: int
    """Index of its first word."""
    last: int
    denied: bool = False
    """\"Not Amman\"."""
    start: int = 0
    end: int = 0
    """Of its words in the original text."""


def places(text: str, *, answering: bool = False) -> list[Place]:
    """`answering`: it was asked for, so names that are common said too count, and close spellings; else a
    place behind a word for prison, court or hospital is no home and is left out."""
    said = pieces(text)
    if not answering and any(word.strong in _FOOTBALL for word in said):
        return []
    found = list(_named(said, answering=answering))
    if not answering:
        found += [each for each in _named(said, answering=True) if _is_new_home(said, each, found)]
        prisons = {place for centre in centres(text) for place in range(centre.first, centre.last + 1)}
        return [each for each in found if each.first not in prisons and _is_home(said, each.first, prisons)]
    return found if found or len(said) > _SHORT_MESSAGE else list(_close(said))


def governorate(text: str, *, answering: bool = False) -> str | None:
    """Where the person lives. None when there is none, or two and no word about living: then only the person
    can say which."""
    found = [place for place in places(text, answering=answering) if not place.denied]
    if len({place.governorate for place in found}) > 1:
        found = [place for place in found if _lives_there(pieces(text), place.first)]
    named = {place.governorate for place in found}
    return named.pop() if len(named) == 1 else None


def _named(said: Sequence[Piece], *, answering: bool) -> Iterator[Place]:
    index = _index(ambiguous=answering)
    position = 0
    while position < len(said):
        found = index.at(said, position)
        if found is None:
            position += 1
            continue
        yield Place(found.value, position, found.last, _denied(said, position), found.start, found.end)
        position = found.last + 1


def _close(said: Sequence[Piece]) -> Iterator[Place]:
    index = _names(ambiguous=False)
    for position, word in enumerate(said):
        for form in (*bare_forms(word.strong), word.typed):
            close = get_close_matches(form, index, n=1, cutoff=_CLOSE) if len(form) > 3 else []
            if close:
                denied = _denied(said, position)
                yield Place(index[close[0]], position, position, denied, word.start, word.end)
                break


def _is_new_home(said: Sequence[Piece], place: Place, found: Sequence[Place]) -> bool:
    """A name that is common said too is meant where somebody lives there."""
    return _lives_there(said, place.first) and all(place.first != other.first for other in found)


def _lives_there(said: Sequence[Piece], first: int) -> bool:
    """\"We live in ...\"; \"from\" and \"in\" may stand between."""
    return any(word.strong in _LIVING for word in said[max(0, first - 2) : first])


def _denied(said: Sequence[Piece], first: int) -> bool:
    return first > 0 and said[first - 1].strong in _NOT


def _is_home(said: Sequence[Piece], first: int, prisons: Collection[int]) -> bool:
    """Unless the word before it, small words left out, is one for prison, court or hospital."""
    at = first - 1
    while at >= 0 and said[at].strong in _BETWEEN:
        at -= 1
    return at < 0 or at in prisons or not has_stem(said[at], _NO_HOME)


@cache
def _index(*, ambiguous: bool) -> Phrases[str]:
    return Phrases(_names(ambiguous=ambiguous))


@cache
def _names(*, ambiguous: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("governorates"):
        doubtful = set() if ambiguous else set(row["ambiguous"].split("|"))
        known = [name for name in row["places"].split("|") if name not in doubtful]
        for spelling in map(plain, known):
            names.setdefault(spelling, row["governorate"])
            if spelling.removeprefix("ال") not in doubtful:
                names.setdefault(spelling.removeprefix("ال"), row["governorate"])
        for name in (*row["latin"].split("|"), row["governorate"]):
            names.setdefault(latin(name), row["governorate"])
    return names
