"""The learned screen as it serves: a small classifier of all intents, and two thresholds.

What counts is how likely any crisis is, whichever kind: the sum of their probabilities, as log odds.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlu.classifier.counting import Floats
from nlu.classifier.linear import Classifier
from nlu.crisis.artefact import load
from nlu.text.crisis import DANGER, WORRYING, Sign, has_idiom
from nlu.text.message import read

MODEL = Path(__file__).parent / "model"
CRISIS = "crisis_"
_END = 1500
"""Letters read at each end of a very long message."""


@dataclass(frozen=True)
class Thresholds:
    """Of the log odds that a message is any crisis."""

    worrying: float
    danger: float

    def grade(self, odds: float) -> str | None:
        if odds >= self.danger:
            return DANGER
        return WORRYING if odds >= self.worrying else None


@dataclass(frozen=True)
class Learned:
    classifier: Classifier
    thresholds: Thresholds

    def __call__(self, text: str, vector: Sequence[float] | None) -> Sign | None:
        """Without a vector it goes by the counted grams alone."""
        if not text.strip():
            return None
        known = self.classifier.standard.mean if vector is None else np.asarray(vector, np.float32)
        kind, odds = odds_of(self.classifier, text, known)
        grade = softened(text, self.thresholds.grade(odds))
        return Sign(grade, f"learned.{kind}") if grade else None

    @classmethod
    def load(cls, folder: Path = MODEL) -> "Learned":
        thresholds = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
        return cls(load(folder), Thresholds(**thresholds))


def softened(text: str, grade: str | None) -> str | None:
    """Danger beside an idiom is only worrying: a caring line is cheap there, the crisis queue is not."""
    return WORRYING if grade == DANGER and has_idiom(_shortened(text)) else grade


def odds_of(classifier: Classifier, text: str, vector: Floats) -> tuple[str, float]:
    """The likeliest kind of crisis, and the log odds of any."""
    scores = classifier.scores(read(_shortened(text)), vector) * classifier.sharpness
    crises, rest = _columns(tuple(classifier.labels))
    best = max(crises, key=lambda column: float(scores[column]))
    odds = np.logaddexp.reduce(scores[crises]) - np.logaddexp.reduce(scores[rest])
    return classifier.labels[best].removeprefix(CRISIS), float(odds)


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _END else f"{text[:_END]} {text[-_END:]}"


@cache
def _columns(labels: tuple[str, ...]) -> tuple[list[int], list[int]]:
    crises = [i for i, label in enumerate(labels) if label.startswith(CRISIS)]
    return crises, [i for i in range(len(labels)) if i not in crises]
