"""Who somebody is to the writer, as a text says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlu.text.lexicons import rows, words
from nlu.text.pieces import Piece, bare_forms, has_stem, pieces, plain

RELATIONS = tuple(row["relation"] for row in rows("relations"))
OTHER = "other"

_LONGEST = 5
_OF = frozenset(
    {"ابن", "ولد", "بنت", "زوج", "جوز", "زوجه", "مرت", "ام", "ابو", "اخو", "اخت", "اخ", "عيله", "بيت"}
)
"""Before a relation they make another: the son of my brother."""


@dataclass(frozen=True)
class Relation:
    name: str
    first: int
    last: int


def relations(text: str, *, answering: bool = False) -> list[Relation]:
    """`answering`: it was asked for, so \"a brother\" is enough; else only \"my brother\" counts."""
    return list(_found(pieces(text), _index(bare=answering)))


def relation(text: str, *, answering: bool = False) -> str | None:
    """None when there is none, or several: then only the person can say which."""
    named = {found.name for found in relations(text, answering=answering)}
    return named.pop() if len(named) == 1 else None


def speaks_of_custody(text: str) -> bool:
    return any(has_stem(word, words("custody")) for word in pieces(text))


def _found(said: Sequence[Piece], index: dict[str, str]) -> Iterator[Relation]:
    position = 0
    while position < len(said):
        found = _relation_at(said, position, index)
        if found is None:
            position += 1
            continue
        through = position > 0 and said[position - 1].strong in _OF
        yield Relation(OTHER, found.first, found.last) if through else found
        position = found.last + 1


def _relation_at(said: Sequence[Piece], first: int, index: dict[str, str]) -> Relation | None:
    if said[first].strong in _OF and first + 1 < len(said):
        following = _relation_at(said, first + 1, index)
        if following is not None and following.name != "self":
            return None
    for length in range(min(_LONGEST, len(said) - first), 0, -1):
        rest = [word.strong for word in said[first + 1 : first + length]]
        for form in bare_forms(said[first].strong):
            name = index.get(" ".join([form, *rest]))
            if name:
                return Relation(name, first, first + length - 1)
    return None


@cache
def _index(*, bare: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("relations"):
        english = [e for e in row["english"].split("|") if bare or " " in e]
        short = row["bare"].split("|") if bare else []
        for name in (*row["mine"].split("|"), *short, *english):
            names.setdefault(plain(name), row["relation"])
    return names
