"""Plain measures over answers."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from nlu.evaluation.answers import Answer


def share(numerator: int, denominator: int) -> float | None:
    return round(numerator / denominator, 4) if denominator else None


def accuracy(answers: Sequence[Answer]) -> float | None:
    return share(sum(answer.right for answer in answers), len(answers))


def offered(answers: Sequence[Answer]) -> float | None:
    return share(sum(answer.offered for answer in answers), len(answers))


def f1_by_intent(answers: Sequence[Answer]) -> dict[str, float]:
    """Of intents that occur. A second accepted intent counts as the first when it is what was answered."""
    expected: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for answer in answers:
        wanted = answer.intent if answer.right else answer.example.intent
        expected[wanted] += 1
        guessed[answer.intent] += 1
        hits[wanted] += answer.right
    return {intent: 2 * hits[intent] / (expected[intent] + guessed[intent]) for intent in sorted(expected)}


def macro_f1(answers: Sequence[Answer]) -> float | None:
    by_intent = f1_by_intent(answers)
    return round(sum(by_intent.values()) / len(by_intent), 4) if by_intent else None


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Chance that a positive scores above a negative; ties count half."""
    if not positives or not negatives:
        return None
    scores = np.array([*positives, *negatives])
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place.ravel()]
    above = ranks[: len(positives)].sum() - len(positives) * (len(positives) + 1) / 2
    return round(float(above) / (len(positives) * len(negatives)), 4)


def confusions(answers: Sequence[Answer], most: int) -> list[tuple[str, str, int]]:
    """(meant, understood, times), the commonest first."""
    pairs = Counter((a.example.intent, a.intent) for a in answers if not a.right)
    return [(meant, understood, times) for (meant, understood), times in pairs.most_common(most)]


def calibration_error(answers: Sequence[Answer], bins: int = 10) -> float | None:
    """Mean distance between confidence and accuracy over equal ranges of confidence."""
    if not answers:
        return None
    groups: dict[int, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(min(int(answer.confidence * bins), bins - 1), []).append(answer)
    gaps = (abs(sum(a.confidence - a.right for a in group)) for group in groups.values())
    return round(sum(gaps) / len(answers), 4)


def sharpness_factor(answers: Sequence[Answer]) -> float | None:
    """What the classifier's sharpness would have to be multiplied by for the right intents to be likeliest.
    1: confidences of these answers are honest."""
    known = [(answer, dict(answer.ranking)) for answer in answers]
    asked = [(answer.example.intent, shares) for answer, shares in known if answer.example.intent in shares]
    if not asked:
        return None
    logs = [np.log(np.array([shares[intent], *shares.values()]) + 1e-12) for intent, shares in asked]

    def surprise(factor: float) -> float:
        return float(sum(np.logaddexp.reduce(log[1:] * factor) - log[0] * factor for log in logs))

    return round(min(np.arange(0.4, 2.5, 0.05), key=surprise), 2)
