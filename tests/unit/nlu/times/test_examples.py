"""Each rule of times, in each dialect: `tests/nlu/times_own.tsv`."""

from pathlib import Path

import pytest

from nlu.commands.times import read_rows
from nlu.evaluation.times import judge

FILE = Path(__file__).parents[3] / "nlu" / "times_own.tsv"
ROWS = read_rows(FILE)
VARIETIES = sorted({row.variety for row in ROWS})


@pytest.mark.parametrize("variety", VARIETIES)
def test_times_are_read_as_agreed(variety: str) -> None:
    judged = judge([row for row in ROWS if row.variety == variety])
    assert [(j.row.text, j.found, j.row.expected) for j in judged if j.outcome != "right"] == []


def test_there_are_enough_of_each_kind() -> None:
    assert len(ROWS) >= 800
    assert len(VARIETIES) >= 10
    assert {"none", "ambiguous"} < {row.expected for row in ROWS}
