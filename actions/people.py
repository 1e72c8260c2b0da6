"""Bringing people in, and what is said with it."""

from actions.turn import Events, Turn
from bot.domain.commands import CommandName

OFFER_HUMAN = "human"
OFFER_CALL = "human_or_call"
CALLED_BACK = "callback"
CHILD = "child"
_ASKED = "asked"


def bring_human(turn: Turn, reason: str = "") -> None:
    turn.order(CommandName.HAND_OVER, reason=reason or _ASKED)


def bring_by(turn: Turn, *, call: bool) -> Events:
    """Here or by a call, after a refusal."""
    bring_human(turn, CALLED_BACK if call else "refused_consent")
    if call:
        ask_where_to_call(turn)
    return []


def ask_where_to_call(turn: Turn) -> None:
    turn.say("callback.ask_phone")
    turn.offer(CALLED_BACK)


def take_complaint(turn: Turn) -> None:
    turn.say("complain.heard")
    bring_human(turn, "complaint")


def take_mistreatment(turn: Turn) -> None:
    turn.say("mistreatment.heard")
    turn.order(CommandName.HAND_OVER, reason="mistreatment", restricted=True)
