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
_A_WORD = 3
_YES = {"confirm": "confirm", "cancel": "cancel_yes", "reminded": "coming", "offered": "wait_take"}
_NO = {"confirm": "stop", "cancel": "keep", "reminded": "not_coming", "offered": "wait_pass"}
_ONLY_YES_OR_NO = frozenset({"cancel", "reminded", "offered"})


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
    if heard.intent in APPOINTMENTS and speaks_of(heard.text):
        return ""  # another time: a wish to move it
    return option(heard.text, "appointment_says", _REPLIES) or ""


def _answer(turn: Turn) -> str:
    step = turn.arranging.get("step", "")
    if not step or _is_other_wish(turn):
        return ""
    return _yes_or_no(turn, step) or _stop(turn, step) or _told(turn, step)


def _yes_or_no(turn: Turn, step: str) -> str:
    heard, said = turn.heard, acts(turn.heard.text)
    if speaks_of(heard.text):
        return ""
    if "yes" in said or heard.means("affirm", _SURE):
        return _YES.get(step, "")
    return _NO.get(step, "") if "no" in said or heard.means("deny", _SURE) else ""


def _stop(turn: Turn, step: str) -> str:
    if not acts(turn.heard.text) & {"stop", "enough"} or step in ("reminded", "offered"):
        return ""
    return "keep" if step == "cancel" else "stop"


def _told(turn: Turn, step: str) -> str:
    if step in _ONLY_YES_OR_NO:
        return ""
    if step == "whom":
        return _name(turn)
    return SAY if speaks_of(turn.heard.text) else ""


def _name(turn: Turn) -> str:
    if acts(turn.heard.text) & {"no", "skip"}:
        return "no_name"
    return SAY if turn.heard.length <= _A_NAME or speaks_of(turn.heard.text) else ""


def _is_other_wish(turn: Turn) -> bool:
    """A word that names a service answers the question for it; alone it would be a request for help."""
    heard = turn.heard
    if turn.arranging.get("step") == "service" and heard.length <= _A_WORD and speaks_of(heard.text):
        return False
    answers = heard.intent in _MAY_ANSWER or heard.intent in APPOINTMENTS
    return not answers and heard.confidence >= _SURE and not acts(heard.text)
