"""The centre that a text speaks of. A name that is a town's too counts only behind a word for prison, or
where somebody is moved from or to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from nlu.text.lexicons import rows, words
from nlu.text.listed import Match, Phrases
from nlu.text.pieces import Piece, bare_forms, has_stem, pieces, plain

CENTRES = tuple(row["centre"] for row in rows("centres"))

_NEAR = 3
"""Words before a shared name among which one for prison must be."""
_CLOSE = 0.8
_MOVES = frozenset({
    "نقل", "ننقل", "ينقل", "نقلوه", "نقلوا", "انقلوه", "ينقلوه", "تنقلوه", "انتقل", "ترحيل", "ودوه",
    "حولوه", "نقله", "نقلو", "انقل", "يتنقل", "تحويله", "move", "moved", "moving", "transfer",
    "transferred",
})  # fmt: skip
_FROM_OR_TO = frozenset({"من", "ل", "ع", "علي", "الي", "لسجن", "from", "to", "mn", "la", "in"})
_PRISON_WORDS = words("custody") - {"arrest", "released", "افرج", "مسجون", "محكوم"}
_HOME = frozenset({
    "من", "mn", "from", "ساكن", "ساكنه", "ساكنين", "سكان", "بيتنا", "دارنا", "اهلنا", "live", "living",
    "منطقه", "حي", "مطار", "محكمه", "مستشفي", "شارع", "دوار",
})  # fmt: skip
_OFTEN_A_PRISON = "marka"
"""A quarter of Amman too, but people who write to us mean the prison unless they speak of a home."""
_DRIVING = frozenset({
    "رخصه", "رخصة", "تعلم", "يتعلم", "اتعلم", "دوره", "مدرسه", "تدريب", "الشاحنات", "شاحنه", "تكسي", "باص",
    "باصات", "سياره", "سيارات", "قلاب", "عمومي", "تريلا",
})  # fmt: skip
"""Beside them سواقة is driving."""
_NEARBY = frozenset({"near", "close", "قريب", "اقرب", "جنب", "عند"})
_PRISON = frozenset({"سجن", "السجن", "مركز", "حبس", "الحبس", "prison", "jail", "centre", "center"})


@dataclass(frozen=True)
class Centre:
    name: str
    start: int
    end: int
    """Of its words in the original text."""
    first: int = 0
    last: int = 0


@lru_cache(maxsize=128)
def centres(text: str) -> tuple[Centre, ...]:
    return tuple(_found(pieces(text)))


def _found(said: Sequence[Piece]) -> Iterator[Centre]:
    moved = any(has_stem(word, _MOVES) for word in said)
    position = 0
    while position < len(said):
        found = _index().at(said, position)
        if found is None or not _is_meant(said, found, moved):
            centre = _misspelled(said, position)
            position += 1
        else:
            centre = Centre(found.value[0], found.start, found.end, found.first, found.last)
            position = found.last + 1
        if centre:
            yield centre


def _is_meant(said: Sequence[Piece], found: Match[tuple[str, bool]], moved: bool) -> bool:
    return not _is_driving(said, found) and (not found.value[1] or _is_prison(said, found, moved))


def _is_prison(said: Sequence[Piece], found: Match[tuple[str, bool]], moved: bool) -> bool:
    before = said[max(0, found.first - _NEAR) : found.first]
    if any(word.strong in _NEARBY for word in before):
        return False
    last = before[-1].strong if before else ""
    directed = found.start > said[found.first].start or last in _FROM_OR_TO
    if (moved and directed) or (before and last == "inside"):
        return True
    if found.value[0] == _OFTEN_A_PRISON and before and not any(word.strong in _HOME for word in before):
        return True
    behind = found.last + 1 < len(said) and said[found.last + 1].strong in _PRISON
    return behind or (last not in _HOME and any(has_stem(word, _PRISON_WORDS) for word in before))


def _is_driving(said: Sequence[Piece], found: Match[tuple[str, bool]]) -> bool:
    beside = (*said[max(0, found.first - 2) : found.first], *said[found.last + 1 : found.last + 2])
    return found.value[0] == "swaqa" and any(word.strong in _DRIVING for word in beside)


def _misspelled(said: Sequence[Piece], at: int) -> Centre | None:
    """Right behind a word for prison a spelling that comes close is enough."""
    word = said[at]
    if at == 0 or len(word.strong) < 5 or bare_forms(said[at - 1].strong)[-1] not in _PRISON:
        return None
    close = get_close_matches(word.strong, _unshared(), n=1, cutoff=_CLOSE)
    return Centre(_unshared()[close[0]], word.start, word.end, at, at) if close else None


@cache
def _index() -> Phrases[tuple[str, bool]]:
    return Phrases(_names())


@cache
def _unshared() -> dict[str, str]:
    return {name: centre for name, (centre, shared) in _names().items() if not shared and " " not in name}


@cache
def _names() -> dict[str, tuple[str, bool]]:
    names: dict[str, tuple[str, bool]] = {}
    for row in rows("centres"):
        shared = set(filter(None, row["shared"].split("|")))
        for name in (*row["names"].split("|"), *row["latin"].split("|")):
            entry = (row["centre"], bool(shared))
            names.setdefault(plain(name), entry)
            names.setdefault(plain(name).removeprefix("ال"), entry)
    return names
