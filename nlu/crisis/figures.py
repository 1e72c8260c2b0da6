"""How many crises the two screens together catch, and how many ordinary messages they trouble."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from nlu.classifier.examples import Example
from nlu.crisis.learned import CRISIS, Thresholds, softened
from nlu.crisis.training import Lead
from nlu.text.crisis import DANGER, screen

Graded = tuple[Example, str | None]


def grades(leads: Iterable[Lead], thresholds: Thresholds) -> list[Graded]:
    """The graver of what the word list and the model say."""
    return [(lead.example, _graver(lead, thresholds)) for lead in leads]


def _graver(lead: Lead, thresholds: Thresholds) -> str | None:
    listed = screen(lead.example.text)
    found = {listed.grade if listed else None, softened(lead.example.text, thresholds.grade(lead.lead))} - {
        None
    }
    return min(found, key=str, default=None)  # "danger" < "worrying"


def figures(graded: Sequence[Graded]) -> dict[str, Any]:
    crises = [pair for pair in graded if pair[0].intent.startswith(CRISIS)]
    ordinary = [pair for pair in graded if not pair[0].intent.startswith(CRISIS)]
    return {
        "crises": _shares(crises),
        "ordinary": _shares(ordinary),
        "by kind": _by(crises, lambda example: example.intent.removeprefix(CRISIS)),
        "by variety": _by(crises, lambda example: example.variety),
        "by writer": _by(crises, lambda example: example.writer),
        "ordinary by writer": _by(ordinary, lambda example: example.writer),
        "ordinary most troubled": dict(_most_troubled(_by(ordinary, lambda example: example.intent))),
    }


def _shares(graded: Sequence[Graded]) -> dict[str, float]:
    """In percent: either grade, and danger."""
    of = max(len(graded), 1)
    return {
        "messages": len(graded),
        "either": round(100 * sum(grade is not None for _, grade in graded) / of, 1),
        "danger": round(100 * sum(grade == DANGER for _, grade in graded) / of, 1),
    }


def _by(graded: Sequence[Graded], name: Callable[[Example], str]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[Graded]] = defaultdict(list)
    for pair in graded:
        groups[name(pair[0])].append(pair)
    return {key: _shares(groups[key]) for key in sorted(groups)}


def _most_troubled(shares: dict[str, dict[str, float]]) -> list[tuple[str, dict[str, float]]]:
    return sorted(shares.items(), key=lambda item: -item[1]["either"])[:8]
