"""`tests/nlu/times_1.tsv`, written by a hand that never saw the rules' words: a guard against falling back."""

from pathlib import Path

from nlu.commands.times import read_rows
from nlu.evaluation.times import judge, report

FILE = Path(__file__).parents[3] / "nlu" / "times_1.tsv"


def test_times_of_another_hand_are_read() -> None:
    found = report(judge(read_rows(FILE)))
    assert found["messages"] >= 200
    assert found["right"]["share"] >= 0.95
    assert found["wrong"]["share"] <= 0.02
