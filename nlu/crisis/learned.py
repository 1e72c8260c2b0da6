"""The learned screen as it serves: one small linear model and two thresholds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlu.classifier.counting import Floats
from nlu.classifier.linear import Classifier
from nlu.text.crisis import DANGER, WORRYING, Sign, has_idiom
from nlu.text.message import read

MODEL = Path(__file__).parent / "model"
CRISIS = "crisis_"
_END = 1500
"""Letters read at each end of a very long message."""


@dataclass(frozen=True)
class Thresholds:
    """Of how far the likeliest crisis lies above the likeliest other thing."""

    worrying: float
    danger: float

    def grade(self, lead: float) -> str | None:
        if lead >= self.danger:
            return DANGER
        return WORRYING if lead >= self.worrying else None


@dataclass(frozen=True)
class Learned:
    classifier: Classifier
    thresholds: Thresholds

    def __call__(self, text: str, vector: Sequence[float] | None) -> Sign | None:
        """Without a vector it goes by the counted grams alone."""
        if not text.strip():
            return None
        known = self.classifier.standard.mean if vector is None else np.asarray(vector, np.float32)
        kind, lead = lead_of(self.classifier, text, known)
        grade = softened(text, self.thresholds.grade(lead))
        return Sign(grade, f"learned.{kind}") if grade else None

    @classmethod
    def load(cls, folder: Path = MODEL) -> "Learned":
        thresholds = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
        return cls(Classifier.load(folder), Thresholds(**thresholds))


def softened(text: str, grade: str | None) -> str | None:
    """Danger beside an idiom is only worrying: a caring line is cheap there, the crisis queue is not."""
    return WORRYING if grade == DANGER and has_idiom(_shortened(text)) else grade


def lead_of(classifier: Classifier, text: str, vector: Floats) -> tuple[str, float]:
    """The likeliest kind of crisis, and its lead over the likeliest other thing."""
    scores = classifier.scores(read(_shortened(text)), vector)
    crises, rest = _columns(tuple(classifier.labels))
    best = max(crises, key=lambda column: float(scores[column]))
    lead = float(scores[best]) - max(float(scores[column]) for column in rest)
    return classifier.labels[best].removeprefix(CRISIS), lead


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _END else f"{text[:_END]} {text[-_END:]}"


@cache
def _columns(labels: tuple[str, ...]) -> tuple[list[int], list[int]]:
    crises = [i for i, label in enumerate(labels) if label.startswith(CRISIS)]
    return crises, [i for i in range(len(labels)) if i not in crises]
