"""Messages of our own whose names, numbers and sums were marked by hand: they stay found. No measure of what
strangers write; `tests/nlu` is."""

from pathlib import Path

import pytest

from nlu.data_io import table
from nlu.evaluation.answers import Answer
from nlu.evaluation.found import entity_figures
from nlu.text.entities import entities

MESSAGES = table(Path(__file__).parent / "named_messages.tsv")
LEAST_RECALL, LEAST_PRECISION = 0.94, 0.9


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    answers = [Answer(each, [(each.intent, 1.0)], entities(each.text)) for each in MESSAGES]
    by_name: dict[str, dict[str, float]] = entity_figures(answers)["by_name"]
    return by_name


@pytest.mark.parametrize(
    "name", ["person_name", "inmate_name", "relation", "phone", "amount", "request_number"]
)
def test_what_was_marked_is_found_and_little_else(figures: dict[str, dict[str, float]], name: str) -> None:
    assert figures[name]["recall"] >= LEAST_RECALL
    assert figures[name]["precision"] >= LEAST_PRECISION


def test_the_messages_are_many_and_of_all_varieties() -> None:
    assert len(MESSAGES) >= 200
    assert len({each.variety for each in MESSAGES}) == 12
