"""Everything that a text gives by rule: who, where, which number, whose name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlu.text.centres import centres
from nlu.text.figures import Figure, phones, request_numbers, sums
from nlu.text.lexicons import rows, words
from nlu.text.listed import Match, Phrases
from nlu.text.names import people
from nlu.text.pieces import Piece, has_stem, pieces, plain
from nlu.text.places import places
from nlu.text.relations import SELF, every_relation
from nlu.text.times import time_parts

_SENTENCE = 10
_SHORT = 3
"""Words of a message that can be nothing but the name of a language."""


@dataclass(frozen=True)
class Entity:
    name: str
    value: str
    """In a normal form."""
    start: int
    end: int
    """In the original text."""


def entities(text: str) -> list[Entity]:
    """In the order of the text. A name inside a centre's is none of a person, a town's no governorate."""
    found = [*_centres(text), *_figures(text), *_who(text), *_listed(text), *_times(text)]
    covered = [(each.start, each.end) for each in found if each.name == "centre"]
    names = [each for each in _names(text) if not _overlaps(each, covered)]
    covered += [(each.start, each.end) for each in names]
    found += [*names, *(each for each in _governorates(text) if not _overlaps(each, covered))]
    return sorted(found, key=lambda each: (each.start, each.end, each.name))


def _overlaps(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    return any(entity.start < end and start < entity.end for start, end in spans)


def _centres(text: str) -> Iterator[Entity]:
    for centre in centres(text):
        yield Entity("centre", centre.name, centre.start, centre.end)


def _figures(text: str) -> Iterator[Entity]:
    kinds: dict[str, Callable[[str], Sequence[Figure]]] = {
        "phone": phones,
        "amount": sums,
        "request_number": request_numbers,
    }
    for name, find in kinds.items():
        for figure in find(text):
            yield Entity(name, figure.value, figure.start, figure.end)


def _who(text: str) -> Iterator[Entity]:
    for relation in every_relation(text):
        if relation.name != SELF:
            yield Entity("relation", relation.name, relation.start, relation.end)


def _governorates(text: str) -> Iterator[Entity]:
    for place in places(text):
        if not place.denied:
            yield Entity("governorate", place.governorate, place.start, place.end)


def _times(text: str) -> Iterator[Entity]:
    """Days and hours as they were typed: which they are depends on the day they are read."""
    for part in time_parts(text):
        yield Entity(part.name, text[part.start : part.end], part.start, part.end)


def _names(text: str) -> Iterator[Entity]:
    for name in people(text):
        role = "inmate_name" if name.inmate else "person_name"
        yield Entity(role, text[name.start : name.end], name.start, name.end)


def _listed(text: str) -> Iterator[Entity]:
    said = pieces(text)
    for found in _all(said, _index("languages", "language")):
        if _is_spoken(said, found):
            yield Entity("language", found.value, found.start, found.end)
    for found in _all(said, _index("supports", "kind")):
        yield Entity("support_kind", found.value, found.start, found.end)


def _all(said: Sequence[Piece], index: Phrases[str]) -> Iterator[Match[str]]:
    position = 0
    while position < len(said):
        found = index.at(said, position)
        if found:
            yield found
        position = found.last + 1 if found else position + 1


def _is_spoken(said: Sequence[Piece], found: Match[str]) -> bool:
    """Whether it is the language, and no nationality: it is spoken, or behind \"in\"."""
    here = said[found.first].strong
    if len(said) <= _SHORT or here.startswith(("بال", "بل", "لل", "ب")):
        return True
    if len(said) <= _SENTENCE and not here.endswith("ه"):
        return True
    return any(has_stem(word, words("speaking")) for word in said)


@cache
def _index(table: str, value: str) -> Phrases[str]:
    return Phrases({plain(phrase): row[value] for row in rows(table) for phrase in row["words"].split("|")})
