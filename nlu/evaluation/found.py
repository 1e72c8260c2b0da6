"""How many of the entities that people wrote are found, and how many of those found were meant."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlu.evaluation.answers import Answer
from nlu.evaluation.measures import share

_POSSESSIVE = re.compile(r"^(?:my|our) (?:little |older |big )?|['’]s$", re.IGNORECASE)


@dataclass(frozen=True)
class _Case:
    """One name of an entity in one message."""

    name: str
    variety: str
    meant: frozenset[str]
    """Exact substrings."""
    found: frozenset[str]

    @property
    def hits(self) -> int:
        return len(self.meant & self.found)


def entity_figures(answers: Sequence[Answer]) -> dict[str, Any]:
    """Recall counts substrings. Precision counts messages: where a message names several of a kind the sets
    list but one, so what is found beside it is not false. Kinds that no message lists are not judged."""
    cases = list(_cases(answers))
    return {
        **_figures(cases),
        "by_name": _by(cases, lambda case: case.name),
        "by_variety": _by(cases, lambda case: case.variety),
    }


def _cases(answers: Sequence[Answer]) -> Iterator[_Case]:
    judged = sorted({name for answer in answers for name, _ in answer.example.entities})
    for answer in answers:
        text = answer.example.text
        for name in judged:
            meant = frozenset(_bare(value) for of, value in answer.example.entities if of == name)
            found = frozenset(
                _bare(text[each.start : each.end]) for each in answer.entities if each.name == name
            )
            if meant or found:
                yield _Case(name, answer.example.variety, meant, found)


def _bare(value: str) -> str:
    """Some who mark messages mark \"my brother\", some \"brother\" alone: both are right."""
    return _POSSESSIVE.sub("", value)


def _figures(cases: Sequence[_Case]) -> dict[str, Any]:
    meant, found = sum(len(case.meant) for case in cases), sum(bool(case.found) for case in cases)
    return {
        "meant": meant,
        "recall": share(sum(case.hits for case in cases), meant),
        "found": found,
        "precision": share(sum(bool(case.hits) for case in cases), found),
    }


def _by(cases: Sequence[_Case], key: Callable[[_Case], str]) -> dict[str, dict[str, Any]]:
    names = sorted({key(case) for case in cases} - {""})
    return {name: _figures([case for case in cases if key(case) == name]) for name in names}
