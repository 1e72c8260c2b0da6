"""How far a name goes: until a stop, a mark, a word that is none, or four parts of it."""

from collections.abc import Sequence

from nlu.text.name_words import PARTICLES, Kind, can_begin, is_listed, kind
from nlu.text.pieces import Piece

MOST_PARTS = 4
_SURELY = frozenset({Kind.SURE, Kind.DOUBTFUL, Kind.FAMILY})
_ON_ME = "علي"
_CHARGES = frozenset({
    "قضيه", "طلب", "دين", "ديون", "حكم", "شيك", "شيكات", "غرامه", "كفاله", "كمبياله", "كمبيالات", "تعميم",
    "اسبقيه", "مبلغ", "قرض", "مصاري", "حق", "شكوي", "قضايا", "اجار", "فلوس", "السلام",
})  # fmt: skip
"""Behind them علي is no name: he has a case against him."""


def run(said: Sequence[Piece], text: str, first: int, *, expected: bool) -> int | None:
    """The last word of the name that begins at `first`. `expected`: something said that a name follows, so
    that a word in no list can be one."""
    position, parts = first, 0
    while position < len(said) and parts < MOST_PARTS:
        if parts and text[said[position - 1].end : said[position].start].strip():
            break
        length = _part(said, text, position, begins=not parts, expected=expected)
        if not length:
            break
        position += length
        parts += 1
    return position - 1 if parts else None


def _part(said: Sequence[Piece], text: str, at: int, *, begins: bool, expected: bool) -> int:
    """How many words the part of a name has that stands there; 0 when none does."""
    if _is_double(said, text, at, begins=begins, expected=expected):
        return 2
    return int(_begins(said, text, at, expected) if begins else _goes_on(said, text, at, expected))


def _is_double(said: Sequence[Piece], text: str, at: int, *, begins: bool, expected: bool) -> bool:
    """Abd Allah, Abu Zaid, Nur al-Din."""
    if at + 1 >= len(said) or text[said[at].end : said[at + 1].start].strip():
        return False
    one, other = said[at], said[at + 1]
    phrases = (f"{one.strong} {other.strong}", f"{one.typed} {other.typed}")
    if any(map(is_listed, phrases)):
        return True
    if one.strong not in PARTICLES and one.typed not in PARTICLES:
        return False
    behind = kind(other)
    if expected or not begins:
        return behind is not Kind.ORDINARY
    return behind in _SURELY


def _begins(said: Sequence[Piece], text: str, at: int, expected: bool) -> bool:
    this = kind(said[at])
    if this is Kind.DOUBTFUL:
        return not _is_charged(said, at) if expected else _name_follows(said, text, at)
    return this is Kind.SURE or (expected and this is not Kind.ORDINARY and can_begin(said[at]))


def _goes_on(said: Sequence[Piece], text: str, at: int, expected: bool) -> bool:
    this = kind(said[at])
    if this is Kind.DOUBTFUL:
        return not _is_charged(said, at)
    if this is Kind.UNKNOWN:
        capital = said[at].original[:1].isupper()
        return can_begin(said[at]) and (capital or (expected and _ends(said, text, at)))
    return this is not Kind.ORDINARY


def _name_follows(said: Sequence[Piece], text: str, at: int) -> bool:
    if at + 1 >= len(said) or text[said[at].end : said[at + 1].start].strip():
        return False
    double = _is_double(said, text, at + 1, begins=False, expected=False)
    return double or kind(said[at + 1]) in (Kind.SURE, Kind.FAMILY)


def _is_charged(said: Sequence[Piece], at: int) -> bool:
    return said[at].strong == _ON_ME and at + 1 < len(said) and said[at + 1].strong in _CHARGES


def _ends(said: Sequence[Piece], text: str, at: int) -> bool:
    """Whether a sentence ends behind the word."""
    rest = text[said[at].end : said[at + 1].start] if at + 1 < len(said) else "."
    return bool(rest.strip()) or "\n" in rest
