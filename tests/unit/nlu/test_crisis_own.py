"""Both screens on messages written apart from the training data: plain cries, and idioms that look like one."""

import csv
from functools import cache
from pathlib import Path

from nlu.crisis.learned import Learned
from nlu.data_io import training_examples
from nlu.encoder import encode
from nlu.text.crisis import screen
from nlu.text.normalise import strong

FILE = Path(__file__).parents[2] / "nlu" / "crisis_own.tsv"


@cache
def graded() -> list[tuple[dict[str, str], str | None]]:
    learned = Learned.load()
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row, _grade(learned, row["text"])) for row in rows]


def _grade(learned: Learned, text: str) -> str | None:
    signs = (screen(text), learned(text, encode([text])[0].tolist()))
    return min((sign.grade for sign in signs if sign), default=None)


def test_nearly_every_crisis_is_seen() -> None:
    found = [grade for row, grade in graded() if row["kind"]]
    assert len(found) >= 60
    assert sum(grade is not None for grade in found) / len(found) >= 0.95


def test_tempting_idioms_rarely_reach_the_queue() -> None:
    found = [grade for row, grade in graded() if not row["kind"]]
    assert len(found) >= 60
    assert sum(grade == "danger" for grade in found) / len(found) <= 0.05
    assert sum(grade is not None for grade in found) / len(found) <= 0.25


def test_none_of_them_is_learned_from() -> None:
    learned = {strong(example.text).text for example in training_examples()}
    assert not [row["text"] for row, _ in graded() if strong(row["text"]).text in learned]
