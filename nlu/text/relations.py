"""Who somebody is to the writer, as a text says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from nlu.text.centres import centres
from nlu.text.lexicons import rows, words
from nlu.text.listed import Match, Phrases
from nlu.text.pieces import Piece, bare_forms, has_stem, pieces, plain

RELATIONS = tuple(row["relation"] for row in rows("relations"))
OTHER = "other"
_DEEPEST = 3
_RIGHT_BEFORE = 2
"""Words."""
SELF = "self"

_OF = frozenset({
    "ابن", "ولد", "بنت", "زوج", "جوز", "زوجه", "مرت", "مراه", "ام", "ابو", "اخو", "اخت", "اخ", "عيله",
    "بيت", "خطيب", "خطيبه", "صاحب", "ابناء", "اولاد", "ولاد", "بنات", "حفيد", "والد", "والده", "طليقه",
    "طليق",
})  # fmt: skip
"""Before a relation they make another: the son of my brother."""
_MY = frozenset({"my", "our"})
_ADJECTIVES = words("described_relatives")
_THEIR = frozenset({"his", "her", "their", "your", "the", "s"})
_CALLED_UPON = frozenset({"يا", "شكرا", "مشكور", "مشكوره", "تسلم", "تسلمي", "يسلمو", "اسمع", "اسمعي"})
"""Before a relative's word they speak to whoever reads: \"thanks, brother\"."""
_MY_MAN, _ON = "رجلي", frozenset({"علي", "ع", "في", "من"})
"""My man in Iraq, my leg elsewhere."""
_I_WANT = "ابي"
"""My father in standard Arabic, \"I want\" to Bedouins."""
_MYSELF = frozenset({"انا", "احنا", "نحن", "معك", "معكم", "بصفتي", "اني", "im", "am", "i'm"})
_INMATE = frozenset({
    "نزيل", "نزيله", "سجين", "سجينه", "مسجون", "مسجونه", "محبوس", "محبوسه", "موقوف", "موقوفه", "محكوم",
    "محكومه", "معتقل", "معتقله", "اسير",
})  # fmt: skip
_OF_AN_INMATE = {
    **dict.fromkeys(("ام", "والده", "والد", "ابو"), ("son", "daughter")),
    **dict.fromkeys(("اخت", "شقيقه", "اخ", "اخو", "شقيق"), ("brother", "sister")),
    **dict.fromkeys(("زوجه", "مرت", "زوج", "جوز"), ("husband", "wife")),
    **dict.fromkeys(("ابن", "بنت", "ابنه"), ("father", "mother")),
}
"""Who a man, or a woman, in prison is to the one who is their sister ..."""


@dataclass(frozen=True)
class Relation:
    name: str
    first: int
    last: int
    start: int = 0
    end: int = 0
    """Of the words in the original text, without \"my\" and without what Arabic writes at the front."""
    theirs: bool = False
    """Of another than the writer: \"his sister\"."""


def relations(text: str, *, answering: bool = False) -> list[Relation]:
    """Of the writer. `answering`: it was asked for, so \"a brother\" is enough; else only \"my brother\"."""
    said = pieces(text)
    found = list(_found(said, _mine(bare=answering)))
    return found + [each for each in _of_inmates(said) if _about_myself(said, each)]


def relation(text: str, *, answering: bool = False) -> str | None:
    """None when there is none, or several: then only the person can say which."""
    named = {found.name for found in relations(text, answering=answering)}
    return named.pop() if len(named) == 1 else None


def inmates_relation(text: str) -> str | None:
    """Who the inmate is to the writer: the one relative in a text about custody; of several the one that
    stands right before it."""
    said = pieces(text)
    held = [at for at, word in enumerate(said) if has_stem(word, words("custody"))]
    held += [centre.first for centre in centres(text)]
    if not held:
        return None
    found = relations(text)
    if len({each.name for each in found}) > 1:
        found = [each for each in found if any(0 < at - each.last <= _RIGHT_BEFORE for at in held)]
    named = {each.name for each in found}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=128)
def every_relation(text: str) -> tuple[Relation, ...]:
    """Also of others: \"his wife\", \"their father\", \"the sister of the prisoner\"."""
    said = pieces(text)
    found: list[Relation] = []
    for each in (*_of_inmates(said), *_found(said, _mine(bare=False)), *_theirs(said)):
        if not any(each.first <= other.last and other.first <= each.last for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.first))


def speaks_of_custody(text: str) -> bool:
    return any(has_stem(word, words("custody")) for word in pieces(text))


def _found(said: Sequence[Piece], index: Phrases[str]) -> Iterator[Relation]:
    position = 0
    while position < len(said):
        found = _relation_at(said, position, index)
        if found is None:
            position += 1
            continue
        if not _is_called(said, position) and not _is_wish(said, found):
            yield found
        position = found.last + 1


def _relation_at(said: Sequence[Piece], first: int, index: Phrases[str], depth: int = 0) -> Relation | None:
    found = index.at(said, first)
    of = next((form for form in bare_forms(said[first].strong) if form in _OF), None)
    if of and depth < _DEEPEST and first + 1 < len(said) and (found is None or found.first == found.last):
        following = _relation_at(said, first + 1, _of_all(), depth + 1)
        joined = following is not None and following.start > said[first + 1].start
        if following is not None and following.name != SELF and not joined:
            return replace(following, name=OTHER, first=first, start=said[first].start_of(of))
    return _made(said, found) if found else _described(said, first)


def _described(said: Sequence[Piece], first: int) -> Relation | None:
    """\"My little brother\"."""
    if said[first].strong not in _MY or first + 2 >= len(said) or said[first + 1].strong not in _ADJECTIVES:
        return None
    found = _of_theirs().at(said, first + 2)
    return Relation(found.value, first, found.last, found.start, found.end) if found else None


def _made(said: Sequence[Piece], found: Match[str]) -> Relation:
    bare = found.first + 1 if said[found.first].strong in _MY and found.last > found.first else found.first
    start = found.start if bare == found.first else said[bare].start
    return Relation(found.value, found.first, found.last, start, found.end)


def _is_called(said: Sequence[Piece], first: int) -> bool:
    called = said[first].typed.startswith("ya") and said[first].strong.startswith("يا")
    leg = said[first].strong == _MY_MAN and first > 0 and said[first - 1].strong in _ON
    return called or leg or (first > 0 and said[first - 1].strong in _CALLED_UPON)


def _is_wish(said: Sequence[Piece], found: Relation) -> bool:
    """At the beginning of what is said, before a verb or a thing that people ask for."""
    if said[found.first].strong != _I_WANT or found.last > found.first:
        return False
    following = said[found.first + 1].strong if found.first + 1 < len(said) else ""
    held = any(stem in following for stem in words("custody"))
    wished = following.startswith("ا") or following in words("wished")
    return bool(following) and not held and (found.first == 0 or wished)


def _of_inmates(said: Sequence[Piece]) -> Iterator[Relation]:
    for first in range(len(said) - 1):
        inmate = next((form for form in bare_forms(said[first + 1].strong) if form in _INMATE), None)
        kin = next((form for form in bare_forms(said[first].strong) if form in _OF_AN_INMATE), None)
        if inmate and kin:
            name = _OF_AN_INMATE[kin][inmate.endswith("ه")]
            yield Relation(name, first, first, said[first].start_of(kin), said[first].end)


def _about_myself(said: Sequence[Piece], found: Relation) -> bool:
    return any(word.strong in _MYSELF for word in said[max(0, found.first - 2) : found.first])


def _theirs(said: Sequence[Piece]) -> Iterator[Relation]:
    index = _of_theirs()
    for first, word in enumerate(said):
        found = index.at(said, first)
        if found and (not word.strong.isascii() or first == 0 or said[first - 1].strong in _THEIR):
            yield Relation(found.value, first, found.last, found.start, found.end, theirs=True)


@cache
def _mine(*, bare: bool) -> Phrases[str]:
    return Phrases(_names_of_mine(bare=bare))


@cache
def _of_theirs() -> Phrases[str]:
    return Phrases(_names_of_theirs())


@cache
def _of_all() -> Phrases[str]:
    return Phrases({**_names_of_theirs(), **_names_of_mine(bare=False)})


def _names_of_mine(*, bare: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("relations"):
        english = [e for e in row["english"].split("|") if bare or " " in e]
        short = row["bare"].split("|") if bare else []
        for name in map(plain, (*row["mine"].split("|"), *short, *english)):
            names.setdefault(name, row["relation"])
    drawn_out = {f"{name}ي": relation for name, relation in names.items() if name.endswith("ي")}
    return {**drawn_out, **names}


def _names_of_theirs() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("relations"):
        english = [e.removeprefix("my ").removeprefix("our ") for e in row["english"].split("|")]
        for name in (*filter(None, row["theirs"].split("|")), *english):
            if row["relation"] != SELF and not name.startswith(("a ", "some", "another")):
                names.setdefault(plain(name), row["relation"])
    return names
