"""Names of people in a text, found by what stands around them and by what a name looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from nlu.text.lexicons import words
from nlu.text.name_runs import run
from nlu.text.name_words import PARTICLES, Kind, kind
from nlu.text.pieces import Piece, bare_forms, pieces
from nlu.text.relations import Relation, every_relation, speaks_of_custody

MOST_WORDS = 4
_LONGEST = 80

Opening = tuple[str, ...]

_MINE: tuple[Opening, ...] = (("اسمي",), ("واسمي",), ("my", "name", "is"), ("my", "name"), ("my", "names"))
_THEIRS: tuple[Opening, ...] = (
    ("اسمه",), ("اسمو",), ("اسموه",), ("اسمها",), ("واسمه",), ("واسمو",), ("واسمها",), ("his", "name", "is"),
    ("her", "name", "is"), ("his", "name"), ("her", "name"), ("whose", "name", "is"), ("named",), ("called",),
)  # fmt: skip
_SOMEBODYS: tuple[Opening, ...] = (("name", "is"), ("name",), ("الاسم",), ("full", "name"))
_NAMED: tuple[Opening, ...] = (("اسم",),)
_IN_THE_NAME: tuple[Opening, ...] = (("باسم",), ("b", "esm"))
_INTRODUCED: tuple[Opening, ...] = (
    ("انا",), ("معك",), ("معكم",), ("معكو",), ("معكن",), ("معاك",), ("معاكم",), ("تحياتي",),
    ("i", "am"), ("im",), ("i'm",), ("this", "is"), ("اخوكم",), ("اختكم",), ("محدثتكم",), ("محدثكم",),
)  # fmt: skip
_FILLERS = frozenset({
    "هو", "هي", "is", "الكامل", "الرباعي", "الثلاثي", "بالكامل", "full", "the", "النزيل",
    "السجين", "الكبير", "الصغير", "الكبيره", "الصغيره", "الوحيد", "الوحيده", "البكر", "المرحوم", "الاوسط",
    "الاكبر", "الاصغر", "العزيز", "older", "elder", "younger", "little", "big",
})  # fmt: skip
_INMATE = words("inmates")
_KUNYA = frozenset({"ام", "ابو", "um", "umm", "abu", "abo"})
_STAFF = words("staff")
_NO_PERSON = words("no_person")
_BEFORE = frozenset({
    "انا", "اسمي", "اسمه", "اسمو", "اسمها", "اسم", "هو", "هي", "الاسم", "معك", "معكم", "بس", "يعني", "قصدي",
    "لا", "و", "my", "name", "is", "his", "her", "it", "its", "i", "am", "im", "just", "no",
})  # fmt: skip
_NEIGHBOURS = frozenset({"جارنا", "جارتنا", "جاري", "جارتي", "neighbour", "neighbor"})
_TITLES = frozenset({
    "السيد", "السيده", "الاستاذ", "الاستاذه", "الموظف", "الموظفه", "الباحثه", "الباحث", "المحامي", "المحاميه",
    "الدكتور", "الدكتوره", "الضابط", "ست", "الست", "استاذ", "دكتور", "mr", "mrs", "ms", "dr",
})  # fmt: skip
_NEAR = 3
_MARKS = re.compile(r"^[\s,:،(\"«'-]*$")


class Found(Enum):
    """How a name was known for one."""

    TOLD = "told"
    """\"My name is\", \"his name is\"."""
    BESIDE = "beside"
    """Beside a relative, an inmate, or \"I am\"."""
    SEEN = "seen"
    """Only by its looks."""


@dataclass(frozen=True)
class Name:
    """Of the person who writes (or whom nothing tells apart from them), or of an inmate."""

    inmate: bool
    found: Found
    first: int
    last: int
    start: int
    end: int


@lru_cache(maxsize=256)
def people(text: str) -> tuple[Name, ...]:
    """In the order of the text; where two overlap, the one that was told more plainly."""
    said = pieces(text)
    found: list[Name] = []
    for name in (*_told(said, text), *_beside(said, text), *_kunyas(said, text), *_seen(said, text)):
        if not any(name.first <= other.last and other.first <= name.last for other in found):
            found.append(name)
    return tuple(sorted(found, key=lambda name: name.first))


def writers_name(text: str) -> str | None:
    """\"My name is ...\", \"I am Um ...\"."""
    return _first(text, (name for name in people(text) if not name.inmate and name.found is not Found.SEEN))


def others_name(text: str, *, told: bool = False) -> str | None:
    """\"His name is ...\"; unless it must be `told` so, \"my son Ahmad\" too."""
    known = (Found.TOLD,) if told else (Found.TOLD, Found.BESIDE)
    return _first(text, (name for name in people(text) if name.inmate and name.found in known))


def bare_name(text: str) -> str | None:
    """The name that a whole message is, asked for one."""
    said = pieces(text)
    while said and said[0].strong in _BEFORE:
        said = said[1:]
    if not said or len(said) > MOST_WORDS or any(not _may_be_name(word) for word in said):
        return None
    return text[said[0].start : said[-1].end][:_LONGEST]


def _may_be_name(word: Piece) -> bool:
    return word.strong not in words("no_names") and not any(c.isdigit() for c in word.strong)


def _first(text: str, names: Iterator[Name]) -> str | None:
    name = next(names, None)
    return text[name.start : name.end][:_LONGEST] if name else None


def _name(said: Sequence[Piece], text: str, first: int, *, expected: bool) -> tuple[int, int] | None:
    """First and last word of the name that begins there or behind fillers."""
    while first < len(said) and said[first].strong in _FILLERS:
        first += 1
    last = run(said, text, first, expected=expected)
    return (first, last) if last is not None else None


def _made(said: Sequence[Piece], words_: tuple[int, int], found: Found, *, inmate: bool) -> Name:
    first, last = words_
    return Name(inmate, found, first, last, said[first].start, said[last].end)


def _told(said: Sequence[Piece], text: str) -> Iterator[Name]:
    about_another = speaks_of_custody(text) or bool(every_relation(text))
    kinds = (
        (_MINE, False, True), (_THEIRS, True, True), (_SOMEBODYS, about_another, True),
        (_NAMED, about_another, False), (_IN_THE_NAME, False, False),
    )  # fmt: skip
    for openings, inmate, expected in kinds:
        for first, end in _openings(said, openings):
            name = _name(said, text, end, expected=expected)
            if name and _of_staff(said, first):
                yield _made(said, name, Found.SEEN, inmate=False)
            elif name:
                yield _made(said, name, Found.TOLD, inmate=inmate)


def _openings(said: Sequence[Piece], openings: Sequence[Opening]) -> Iterator[tuple[int, int]]:
    strong, typed = [word.strong for word in said], [word.typed for word in said]
    heads = {opening[0] for opening in openings}
    for first in range(len(said) - 1):
        if strong[first] not in heads and typed[first] not in heads:
            continue
        for opening in openings:
            end = first + len(opening)
            if end < len(said) and opening in (tuple(strong[first:end]), tuple(typed[first:end])):
                yield first, end
                break


def _of_staff(said: Sequence[Piece], first: int) -> bool:
    return any(not _STAFF.isdisjoint(bare_forms(word.strong)) for word in said[max(0, first - _NEAR) : first])


def _beside(said: Sequence[Piece], text: str) -> Iterator[Name]:
    for relation in every_relation(text):
        before = said[relation.first - 1].strong if relation.first else ""
        if before not in _NO_PERSON and (name := _behind(said, text, relation)):
            known = Found.SEEN if said[relation.last].strong in _NEIGHBOURS else Found.BESIDE
            inmate = known is Found.BESIDE and not _is_writer(said, relation)
            yield _made(said, name, known, inmate=inmate)
    for first, word in enumerate(said):
        if word.strong in _INMATE and (name := _name(said, text, first + 1, expected=False)):
            yield _made(said, name, Found.BESIDE, inmate=True)
        if word.strong in _TITLES and (name := _name(said, text, first + 1, expected=False)):
            yield _made(said, name, Found.SEEN, inmate=False)
    for _, end in _openings(said, _INTRODUCED):
        name = _name(said, text, end, expected=False)
        if name and (kind(said[name[0]]) is Kind.SURE or name[1] > name[0]):
            yield _made(said, name, Found.BESIDE, inmate=False)


def _behind(said: Sequence[Piece], text: str, relation: Relation) -> tuple[int, int] | None:
    following = relation.last + 1
    if relation.name == "self" or following >= len(said):
        return None
    if not _MARKS.match(text[said[relation.last].end : said[following].start]):
        return None
    return _name(said, text, following, expected=False)


def _is_writer(said: Sequence[Piece], relation: Relation) -> bool:
    """\"I am his sister, ...\"."""
    before = [word.strong for word in said[max(0, relation.first - 2) : relation.first]]
    return relation.theirs and any(opening[-1] in before for opening in _INTRODUCED)


def _kunyas(said: Sequence[Piece], text: str) -> Iterator[Name]:
    """Um Ahmad: who writes, at the beginning, behind \"I am\", or as a signature."""
    for first, word in enumerate(said[:-1]):
        if word.strong not in _KUNYA or kind(said[first + 1]) not in (Kind.SURE, Kind.DOUBTFUL, Kind.UNKNOWN):
            continue
        if (first and said[first - 1].strong in _NO_PERSON) or _of_staff(said, first):
            continue
        introduced = first > 0 and any(said[first - 1].strong == opening[-1] for opening in _INTRODUCED)
        known = kind(said[first + 1]) is not Kind.UNKNOWN
        signed = known and (first == 0 or first + 2 == len(said))
        last = run(said, text, first, expected=True) if introduced or signed else None
        if last is not None:
            yield _made(said, (first, last), Found.BESIDE, inmate=False)


def _seen(said: Sequence[Piece], text: str) -> Iterator[Name]:
    """Two or more names in a row."""
    inmate = speaks_of_custody(text) or bool(every_relation(text)) or bool([*_openings(said, _THEIRS)])
    first = 0
    while first < len(said):
        last = run(said, text, first, expected=False) if _can_be_seen(said, first) else None
        if last is not None and last > first:
            yield _made(said, (first, last), Found.SEEN, inmate=inmate)
        first = first + 1 if last is None else last + 1


def _can_be_seen(said: Sequence[Piece], first: int) -> bool:
    before = said[first - 1].strong if first else ""
    this = kind(said[first])
    begins = first == 0 and this is Kind.DOUBTFUL
    known = this is Kind.SURE or begins or said[first].strong in PARTICLES
    return known and before not in _NO_PERSON and not _of_staff(said, first)
