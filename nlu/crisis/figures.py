"""How many crises the screens catch, and how many ordinary messages they trouble."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from nlu.classifier.examples import Example
from nlu.crisis.learned import CRISIS, Thresholds
from nlu.crisis.training import Lead
from nlu.text.crisis import DANGER, WORRYING

Graded = tuple[Example, str | None]
_MOST_TROUBLED = 10


def grades(leads: Iterable[Lead], thresholds: Thresholds) -> list[Graded]:
    """As a person is heard: the graver of what list and model say. Where both are silent and the dialogue
    engine alone takes it for a crisis, it is worrying."""
    return [(lead.example, _grade(lead, thresholds)) for lead in leads]


def _grade(lead: Lead, thresholds: Thresholds) -> str | None:
    learned = thresholds.grade(lead.odds)
    if DANGER in (lead.listed, None if lead.idiom else learned):
        return DANGER
    return WORRYING if lead.listed or learned or lead.guessed else None


def figures(graded: Sequence[Graded]) -> dict[str, Any]:
    crises = [pair for pair in graded if pair[0].intent.startswith(CRISIS)]
    ordinary = [pair for pair in graded if not pair[0].intent.startswith(CRISIS)]
    return {
        "crises": _shares(crises),
        "ordinary": _shares(ordinary),
        "by kind": _by(crises, lambda example: example.intent.removeprefix(CRISIS)),
        "by variety": _by(crises, lambda example: example.variety),
        "by writer": _by(crises, lambda example: example.writer),
        "ordinary by variety": _by(ordinary, lambda example: example.variety),
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
    return sorted(shares.items(), key=lambda item: -item[1]["either"])[:_MOST_TROUBLED]
