"""Condolence and relief, said before business."""

from actions.turn import Turn
from nlu.text.options import option

_WORDS = {"condolence": "care.condolence", "relief": "care.relief"}


def feel_with(turn: Turn) -> None:
    felt = option(turn.heard.text, "care", tuple(_WORDS))
    if felt:
        turn.say(_WORDS[felt])
