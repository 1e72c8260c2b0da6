"""Appointments are arranged by the worker, who sees the calendar; here it is found out that one is meant."""

from actions.turn import REQUEST_FORM, Turn
from bot.domain.commands import CommandName
from bot.services.appointments.wishes import speaks_of
from nlu.text.options import option
from nlu.text.phrases import acts

APPOINTMENTS = frozenset({
    "book_appointment", "reschedule_appointment", "cancel_appointment", "check_appointment",
})  # fmt: skip
SAY = "say"
_ABOUT = ("service", "start", "session", "appointment")
_REPLIES = ("not_coming", "late", "lost")
_MAY_ANSWER = frozenset({"inform", "affirm", "deny", "out_of_scope", "nlu_fallback", "help", "thank", "stop"})
"""What the model takes an answer for; anything else that it is sure of is another wish."""
_SURE = 0.6
_SHORT = 8
_A_NAME = 5
_YES = {"confirm": "confirm", "cancel": "cancel_yes"}
_NO = {"confirm": "stop", "cancel": "keep"}


def arrange(turn: Turn, act: str = "") -> None:
    about = {name: value for name in _ABOUT if (value := turn.pressed(name))}
    heard = turn.heard
    follows = act == SAY
    turn.order(
        CommandName.APPOINTMENT,
        act=act or heard.act or SAY,
        intent=heard.intent,
        text=heard.text,
        follows=follows,
        **about,
    )


def pressed_in_passing(turn: Turn) -> bool:
    """A reminder's button, say, while a request is being made."""
    return turn.heard.intent in APPOINTMENTS and bool(turn.heard.act)


def about_appointment(turn: Turn) -> str:
    """What a typed message does for an appointment that is booked or being arranged; or nothing."""
    if turn.form == REQUEST_FORM:
        return ""
    return _answer(turn) or _reply(turn)


def _reply(turn: Turn) -> str:
    """Late, lost, coming or not: only of an appointment that there is."""
    heard = turn.heard
    if not turn.arranging.get("ahead") or heard.length > _SHORT:
        return ""
    if "coming" in acts(heard.text):
        return "coming"
    if heard.intent in ("book_appointment", "reschedule_appointment") and heard.confidence >= _SURE:
        return ""
    return option(heard.text, "appointment_says", _REPLIES) or ""


def _answer(turn: Turn) -> str:
    heard, step = turn.heard, turn.arranging.get("step", "")
    if not step or _is_other_wish(turn):
        return ""
    said = acts(heard.text)
    if step in _YES and ("yes" in said or heard.means("affirm", _SURE)) and not speaks_of(heard.text):
        return _YES[step]
    if step in _NO and ("no" in said or heard.means("deny", _SURE)) and not speaks_of(heard.text):
        return _NO[step]
    if said & {"stop", "enough"}:
        return "keep" if step == "cancel" else "stop"
    if step == "whom":
        return _name(turn)
    return SAY if step != "cancel" and speaks_of(heard.text) else ""


def _name(turn: Turn) -> str:
    if acts(turn.heard.text) & {"no", "skip"}:
        return "no_name"
    return SAY if turn.heard.length <= _A_NAME or speaks_of(turn.heard.text) else ""


def _is_other_wish(turn: Turn) -> bool:
    heard = turn.heard
    answers = heard.intent in _MAY_ANSWER or heard.intent in APPOINTMENTS
    return not answers and heard.confidence >= _SURE and not acts(heard.text)
