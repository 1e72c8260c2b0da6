"""A second thing that a message plainly asks beside the first: «متى الزيارة؟ وبدي مساعدة بالأجار كمان».

Each part of the message is read by itself, with the vector of the whole, so nothing is encoded twice. Only
what calls for an answer of its own counts; a greeting beside a question does not.
"""

import re
from collections.abc import Iterator

import numpy as np

from nlu.classifier.counting import Floats
from nlu.classifier.linear import Classifier
from nlu.text.message import read

PLAIN = 0.9
"""Confidence from which on a part is plain. Of two questions joined by hand both are then heard in 62 % (one
in 96); of single messages of the blind sets 1.8 % seem to ask two things."""
_MOST = 4
"""Parts that are looked at."""
_FEWEST_WORDS = 3
_LONGEST = 400
"""Letters; in a story the parts only tell it."""
_JOINED_BY = "وكمان|كمان|وبرضو|وبرضه|وايضا|وأيضا|وبدي|وبدنا|and also|also|w kaman|w baddi"
_ENDS = re.compile(rf"[.!?؟،,;؛\n]+|\s(?=(?:{_JOINED_BY})\s)")
_CALLS = (
    "ask_",
    "request_",
    "check_",
    "withdraw_",
    "book_",
    "cancel_",
    "reschedule_",
    "report_",
    "register_",
)


def second(model: Classifier, text: str, vector: Floats, first: str) -> tuple[str, float] | None:
    """The intent that some part plainly has and that is not the first of the whole. In danger nothing else
    counts."""
    parts = [] if first.startswith("crisis_") else list(_parts(text))
    if len(parts) < 2:
        return None
    found = [_best(model, part, vector) for part in parts[:_MOST]]
    others = [(name, sure) for name, sure in found if _counts(name, sure) and name != first]
    return max(others, key=lambda pair: pair[1], default=None)


def _parts(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST:
        yield from (part for part in _ENDS.split(text) if len(part.split()) >= _FEWEST_WORDS)


def _best(model: Classifier, part: str, vector: Floats) -> tuple[str, float]:
    shares = model.probabilities(read(part), vector)
    best = int(np.argmax(shares))
    return model.labels[best], float(shares[best])


def _counts(name: str, sure: float) -> bool:
    return sure >= PLAIN and name.startswith(_CALLS)
