"""Whether a text has a word for yes or no: what the model takes for one without such a word is none."""

from nlu.text.phrases import acts
from nlu.text.pieces import pieces


def has_yes(text: str) -> bool:
    return _has(text, "yes")


def has_no(text: str) -> bool:
    return _has(text, "no")


def _has(text: str, act: str) -> bool:
    return act in acts(text) or any(act in acts(word.original) for word in pieces(text))
