"""Each rule of times, in each dialect: `tests/nlu/times_own.tsv`."""

from pathlib import Path

import pytest

from nlu.commands.times import read_rows
from nlu.evaluation.times import Row, canonical, judge

FILE = Path(__file__).parents[3] / "nlu" / "times_own.tsv"
ROWS = read_rows(FILE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.now:%m-%d} {row.text}")
def test_times_are_read_as_agreed(row: Row) -> None:
    (judged,) = judge([row])
    assert canonical(judged.found) == canonical(row.expected)


def test_there_are_enough_of_each_kind() -> None:
    assert len(ROWS) >= 250
    assert len({row.variety for row in ROWS}) >= 10
    assert {"none", "ambiguous"} < {row.expected for row in ROWS}
