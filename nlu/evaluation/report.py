"""The report that `evaluate` prints and writes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from nlu.evaluation.answers import Answer
from nlu.evaluation.found import entity_figures
from nlu.evaluation.measures import (
    accuracy,
    auroc,
    calibration_error,
    confusions,
    f1_by_intent,
    macro_f1,
    offered,
    share,
    sharpness_factor,
)

OUT_OF_SCOPE = "out_of_scope"
CRISIS = "crisis_"
ACT, ASK = 0.6, 0.3
"""From ACT on the assistant acts; from ASK on it asks, with the likeliest as buttons; below, it says that it
did not understand and offers a person. As the app's skills take them."""
ACTED_ABOVE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_PAIRS = 40

Report = dict[str, Any]


def report(answers: Sequence[Answer]) -> Report:
    return {
        "messages": len(answers),
        "accuracy": accuracy(answers),
        "among_three": offered(answers),
        "macro_f1": macro_f1(answers),
        "calibration_error": calibration_error(answers),
        "by_variety": _by(answers, lambda answer: answer.example.variety, _of_variety),
        "by_writer": _by(answers, lambda answer: answer.example.writer, _of_variety),
        "by_intent": _by_intent(answers),
        "bands": _bands(answers),
        "sharpness_factor": sharpness_factor(answers),
        "acted_above": [_acted(answers, threshold) for threshold in ACTED_ABOVE],
        "confusions": confusions(answers, _PAIRS),
        "out_of_scope_auroc": _out_of_scope(answers),
        "crisis": _crisis(answers),
        "entities": entity_figures(answers),
        "milliseconds": _milliseconds(answers),
    }


def _by(
    answers: Sequence[Answer], key: Callable[[Answer], str], figures: Callable[[Sequence[Answer]], Report]
) -> dict[str, Report]:
    names = sorted({key(answer) for answer in answers} - {""})
    return {name: figures([answer for answer in answers if key(answer) == name]) for name in names}


def _of_variety(answers: Sequence[Answer]) -> Report:
    return {
        "messages": len(answers),
        "accuracy": accuracy(answers),
        "among_three": offered(answers),
        "macro_f1": macro_f1(answers),
    }


def _by_intent(answers: Sequence[Answer]) -> dict[str, Report]:
    f1 = f1_by_intent(answers)
    return _by(
        answers,
        lambda answer: answer.example.intent,
        lambda some: {
            "messages": len(some),
            "recall": accuracy(some),
            "among_three": offered(some),
            "f1": round(f1.get(some[0].example.intent, 0.0), 4),
        },
    )


def _acted(answers: Sequence[Answer], threshold: float) -> Report:
    """What would happen if the assistant acted on its own from this confidence on."""
    acted = [answer for answer in answers if answer.confidence >= threshold]
    wrong = sum(not answer.right for answer in acted)
    return {
        "threshold": threshold,
        "acted": share(len(acted), len(answers)),
        "right_of_acted": accuracy(acted),
        "wrong_of_all": share(wrong, len(answers)),
    }


def _bands(answers: Sequence[Answer]) -> Report:
    limits = {"act": (ACT, 2.0), "ask": (ASK, ACT), "human": (0.0, ASK)}
    return {
        name: _band(answers, [answer for answer in answers if low <= answer.confidence < high])
        for name, (low, high) in limits.items()
    }


def _band(answers: Sequence[Answer], some: Sequence[Answer]) -> Report:
    wrong = sum(not answer.right for answer in some)
    return {
        "share": share(len(some), len(answers)),
        "right": accuracy(some),
        "among_three": offered(some),
        "wrong_of_all": share(wrong, len(answers)),
    }


def _out_of_scope(answers: Iterable[Answer]) -> float | None:
    scores: dict[bool, list[float]] = {True: [], False: []}
    for answer in answers:
        outside = answer.probability(lambda name: name == OUT_OF_SCOPE)
        scores[answer.example.intent == OUT_OF_SCOPE].append(outside)
    return auroc(scores[True], scores[False])


def is_crisis(intent: str) -> bool:
    return intent.startswith(CRISIS)


def _crisis(answers: Sequence[Answer]) -> Report:
    """Recall and false alarms of the word list, the learned screen, the classifier's first guess, and any."""
    meant = [answer for answer in answers if is_crisis(answer.example.intent)]
    others = [answer for answer in answers if not is_crisis(answer.example.intent)]
    screens: dict[str, Callable[[Answer], bool]] = {
        "list": lambda answer: answer.alarmed,
        "learned": lambda answer: answer.learned,
        "classifier": lambda answer: is_crisis(answer.intent),
        "any": lambda answer: answer.alarmed or answer.learned or is_crisis(answer.intent),
    }
    return {
        name: {
            "recall": share(sum(map(fires, meant)), len(meant)),
            "false_alarms": share(sum(map(fires, others)), len(others)),
            "recall_by_kind": _recalls(meant, fires, lambda answer: answer.example.intent),
            "recall_by_variety": _recalls(meant, fires, lambda answer: answer.example.variety),
        }
        for name, fires in screens.items()
    }


def _recalls(
    answers: Sequence[Answer], fires: Callable[[Answer], bool], key: Callable[[Answer], str]
) -> dict[str, float | None]:
    names = sorted({key(answer) for answer in answers} - {""})
    groups = {name: [answer for answer in answers if key(answer) == name] for name in names}
    return {name: share(sum(map(fires, group)), len(group)) for name, group in groups.items()}


def _milliseconds(answers: Sequence[Answer]) -> Report:
    if not answers:
        return {}
    cuts = np.percentile([answer.milliseconds for answer in answers], [50, 95, 100])
    return {name: round(float(cut), 2) for name, cut in zip(("p50", "p95", "longest"), cuts, strict=True)}
