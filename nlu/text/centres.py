"""The centre that a text speaks of. A name that is a town's too counts only behind a word for prison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlu.text.lexicons import rows, words
from nlu.text.pieces import Piece, bare_forms, has_stem, pieces, plain

CENTRES = tuple(row["centre"] for row in rows("centres"))

_LONGEST = 4
_NEAR = 3
"""Words before a shared name among which one for prison must be."""


@dataclass(frozen=True)
class Centre:
    name: str
    start: int
    end: int
    """Of the words in the original text."""


def centres(text: str) -> list[Centre]:
    return list(_found(pieces(text)))


def _found(said: Sequence[Piece]) -> Iterator[Centre]:
    position = 0
    while position < len(said):
        found = _at(said, position)
        if found is None:
            position += 1
            continue
        name, length = found
        yield Centre(name, said[position].start, said[position + length - 1].end)
        position += length


def _at(said: Sequence[Piece], first: int) -> tuple[str, int] | None:
    """Name and number of words of the centre that begins there, the longest name first."""
    for length in range(min(_LONGEST, len(said) - first), 0, -1):
        rest = [word.strong for word in said[first + 1 : first + length]]
        for form in bare_forms(said[first].strong):
            name, shared = _index().get(" ".join([form, *rest]), ("", False))
            if name and not (shared and not _behind_prison(said, first)):
                return name, length
    return None


def _behind_prison(said: Sequence[Piece], first: int) -> bool:
    return any(has_stem(word, words("custody")) for word in said[max(0, first - _NEAR) : first])


@cache
def _index() -> dict[str, tuple[str, bool]]:
    names: dict[str, tuple[str, bool]] = {}
    for row in rows("centres"):
        shared = set(filter(None, row["shared"].split("|")))
        for name in (*row["names"].split("|"), *row["latin"].split("|")):
            entry = (row["centre"], bool(shared))
            names.setdefault(plain(name), entry)
            names.setdefault(plain(name).removeprefix("ال"), entry)
    return names
