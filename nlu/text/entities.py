"""Everything that a text gives by rule: who, where, which number, whose name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlu.text.centres import centres
from nlu.text.figures import Figure, phones, request_numbers, sums
from nlu.text.lexicons import words
from nlu.text.names import others_name, writers_name
from nlu.text.pieces import bare_forms, pieces, plain
from nlu.text.places import places
from nlu.text.relations import relations

_LANGUAGES = {
    **dict.fromkeys(map(plain, ("انجليزي", "إنجليزية", "انكليزي", "انكليزية", "انقليزي", "english")), "en"),
    **dict.fromkeys(map(plain, ("عربي", "العربية", "عربية", "arabic", "arabi", "3arabi")), "ar"),
}


@dataclass(frozen=True)
class Entity:
    name: str
    value: str
    """In a normal form."""
    start: int
    end: int
    """In the original text."""


def entities(text: str) -> list[Entity]:
    """In the order of the text. A town inside a centre's name is no governorate."""
    found = [*_centres(text), *_figures(text), *_who(text), *_languages(text), *_names(text)]
    covered = [(each.start, each.end) for each in found if each.name == "centre"]
    found += [each for each in _governorates(text) if not _overlaps(each, covered)]
    return sorted(found, key=lambda each: (each.start, each.end, each.name))


def _overlaps(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    return any(entity.start < end and start < entity.end for start, end in spans)


def _centres(text: str) -> Iterator[Entity]:
    for centre in centres(text):
        yield Entity("centre", centre.name, centre.start, centre.end)


def _figures(text: str) -> Iterator[Entity]:
    kinds: dict[str, Callable[[str], list[Figure]]] = {
        "phone": phones,
        "amount": sums,
        "request_number": request_numbers,
    }
    for name, find in kinds.items():
        for figure in find(text):
            yield Entity(name, figure.value, figure.start, figure.end)


def _who(text: str) -> Iterator[Entity]:
    said = pieces(text)
    for relation in relations(text):
        yield Entity("relation", relation.name, said[relation.first].start, said[relation.last].end)


def _governorates(text: str) -> Iterator[Entity]:
    said = pieces(text)
    for place in places(text):
        if not place.denied:
            yield Entity("governorate", place.governorate, said[place.first].start, said[place.last].end)


def _languages(text: str) -> Iterator[Entity]:
    for word in pieces(text):
        language = next((_LANGUAGES[form] for form in bare_forms(word.strong) if form in _LANGUAGES), None)
        if language:
            yield Entity("language", language, word.start, word.end)


def _names(text: str) -> Iterator[Entity]:
    for role, name in (("person_name", writers_name(text)), ("inmate_name", others_name(text))):
        if name and not set(name.lower().split()) & words("english"):
            start = text.index(name)
            yield Entity(role, name, start, start + len(name))
