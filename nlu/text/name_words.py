"""Which words are names of people, and which can only be ordinary words."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache

from nlu.text.lexicons import rows, words
from nlu.text.pieces import Piece, bare_forms, latin, plain
from nlu.text.script import ARABIZI

_ARTICLED = re.compile(r"^[وفبكعله]?(?:ال|لل|هال)")
_SURNAME = re.compile(r"^ال.{3,}$|.{2}(?:ات|اوي|ا(?:و[نلد]|ي[لرند]|سن|شن|عل|زم|بن|فح|ول)ه)$")
_LATIN_SURNAME = re.compile(r"^(?:al|el)[ -]?[a-z0-9]{4,}$|^[A-Z].{2,}(?:at|awi|eh|ah)$")
_VERBAL = re.compile(r"^(?:ب?[يتن]|ب[ت]|[وفلع]|ما|مش|هال|هذ|است|ان).{2,}$|^ب.{5,}$|^ا.{2,}وا$")
_SUFFIXED = re.compile(r"(?:هم|كم|كو|كن|وني|وه|وها|ها|ته|لي|لو|لها)$")
PARTICLES = frozenset({
    "عبد", "ابو", "ام", "ابن", "بن", "ال", "abd", "abdul", "abdel", "abu", "abo", "um", "umm", "om", "em",
    "bin", "ben", "ibn", "al", "el",
})  # fmt: skip
"""They are parts of names with the word that follows."""
_SPELLED = {
    **dict.fromkeys(("ولا", "الا", "هنا", "برا", "بها", "دعا", "ندا"), "ء"),
    **dict.fromkeys(
        ("مني", "ربي", "هدي", "ندي", "روي", "سلمي", "نهي", "جني", "تقي", "غني", "لمي", "ضحي"), "ى"
    ),
    "لما": "ّ",
    "ايه": "ة",
    "عليه": "ة",
    "علي": "ي",
    "ابي": "ّ",
    "منتهي": "ى",
}
"""How names end that in the strong spelling are everyday words: ولاء is one, ولا is none."""


class Kind(Enum):
    """What a word is as a name."""

    SURE = "sure"
    """A given name and nothing else."""
    DOUBTFUL = "doubtful"
    """A given name, and an ordinary word too."""
    FAMILY = "family"
    LOOKS = "looks"
    """Looks like a family's name, or is one and an ordinary word too."""
    UNKNOWN = "unknown"
    """In no list: a name only where one is expected."""
    ORDINARY = "ordinary"


def kind(word: Piece) -> Kind:
    return _kind(word.strong, word.typed, word.original)


@lru_cache(maxsize=8192)
def _kind(strong: str, typed: str, original: str) -> Kind:
    spellings = {strong, typed}
    if typed.isascii():
        strong = strong if strong not in _SPELLED else typed
    if strong.isdecimal() or not original.endswith(_SPELLED.get(strong, "")):
        return Kind.ORDINARY
    doubtful = not spellings.isdisjoint(words("doubtful_names"))
    if not spellings.isdisjoint(_given()):
        return Kind.DOUBTFUL if doubtful else Kind.SURE
    if not spellings.isdisjoint(_family()):
        return Kind.LOOKS if doubtful else Kind.FAMILY
    if _is_ordinary(strong, typed):
        return Kind.ORDINARY
    return Kind.LOOKS if _looks_like_surname(strong, original) else Kind.UNKNOWN


def is_listed(phrase: str) -> bool:
    """Whether the list has the words, in the strong spelling or as typed, as one name."""
    return phrase in _given() or phrase in _family()


def can_begin(word: Piece) -> bool:
    """Whether an unknown word where a name is expected can be a given name: neither a verb by its shape nor a
    word with the article."""
    spoken = _ARTICLED.match(word.strong) or _VERBAL.match(word.strong) or _SUFFIXED.search(word.strong)
    return not spoken and len(word.strong) > 2


def _looks_like_surname(strong: str, original: str) -> bool:
    if original.isascii():
        return bool(_LATIN_SURNAME.search(original))
    return bool(_SURNAME.search(strong))


@cache
def _given() -> frozenset[str]:
    return frozenset(_spellings(row for row in rows("names") if row["kind"] != "family"))


@cache
def _family() -> frozenset[str]:
    found = set(_spellings(row for row in rows("names") if row["kind"] == "family"))
    return frozenset(found | {name.removeprefix("ال") for name in found if len(name) > 5})


def _spellings(names: Iterable[dict[str, str]]) -> Iterable[str]:
    for row in names:
        yield from map(plain, row["script"].split("|"))
        yield from map(latin, filter(None, row["latin"].split("|")))


def _is_ordinary(strong: str, typed: str) -> bool:
    if typed.isascii() and (typed in words("english") or typed in ARABIZI or typed in words("no_names")):
        return True
    return any(form in words("no_names") or form in _common() for form in bare_forms(strong))


@cache
def _common() -> frozenset[str]:
    """Words of ordinary messages; names among them are in the list of names, and asked for first."""
    return frozenset(row["word"] for row in rows("arabic_words"))
