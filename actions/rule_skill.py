"""What is looked at before any rule's own action: phrases that the model does not know, and messages that it
is not sure of."""

from collections.abc import Callable

from actions.appointments import about_appointment, arrange
from actions.articles import asked, follow_up, known_question, rescue
from actions.awaiting import add, wants_to_add
from actions.beginning import (
    ask_which,
    begin_request,
    keep_for_request,
    named_kind,
    told_need,
    wants_some_help,
)
from actions.choices import comfort, menu
from actions.hearing import asks_when, asks_why, childs_age, despairs_of_us, feels, is_shy, opens
from actions.people import CHILD, OFFER_CALL, bring_by, bring_human, take_complaint
from actions.resuming import resume, wants_to_resume
from actions.turn import REQUEST_FORM, Events, Skill, Turn
from bot.services.dialogue import Reply, ReplyKind
from bot.services.plain_yes import has_no, has_yes
from nlu.text.phrases import acts
from nlu.text.pieces import pieces
from nlu.text.relations import speaks_of_custody

UNSURE = 0.3
UNSURE_OF_A_WORD = 0.5
SURE_OF_ANOTHER = 0.85
_A_QUESTION = 3
_FOR_PEOPLE = ("crisis_", "report_", "complain", "request_human")
_NO_QUESTION = (*_FOR_PEOPLE, "ask_", "thank", "goodbye")
SURE_WITHOUT_THE_WORD = 0.8
"""Of a yes or no that has no word for it. In Latin letters it never is one."""
_YES_OR_NO: dict[str, Callable[[str], bool]] = {"affirm": has_yes, "deny": has_no}
_A_WORD = frozenset({"affirm", "deny", "thank", "goodbye", "stop", "inform"})
"""What the model takes for these is often something else that is short."""
_PUZZLED = "puzzled"
_SURE = 0.6


class RuleSkill(Skill):
    """An action that a rule runs for an intent."""

    def prepare(self, turn: Turn) -> Events | None:
        if wants_to_resume(turn):
            return resume(turn)
        return _hear_words(turn) if turn.heard.text else None


def _hear_words(turn: Turn) -> Events | None:
    if not pieces(turn.heard.text):
        turn.say("signs.received")
        return []
    if meant := about_appointment(turn):
        arrange(turn, meant)
        return []
    heard = _hear_person(turn)
    return _hear_wish(turn) if heard is None else heard


def _hear_wish(turn: Turn) -> Events | None:
    if wants_to_add(turn):
        return add(turn)
    if turn.offered == OFFER_CALL and (how := acts(turn.heard.text) & {"here", "call"}):
        return bring_by(turn, call="call" in how)
    if kind := named_kind(turn) or told_need(turn):
        return begin_request(turn, kind)
    if wants_some_help(turn):
        return ask_which(turn)
    return _follow_up_or_doubt(turn)


def _hear_person(turn: Turn) -> Events | None:
    """Answers whoever says how they are, not what they want."""
    text, in_form = turn.heard.text, turn.form == REQUEST_FORM
    if despairs_of_us(text):
        take_complaint(turn)
    elif childs_age(text) and not in_form:
        turn.say("care.child")
        bring_human(turn, CHILD)
    elif in_form and asks_why(text):
        turn.say("form.why")
    elif turn.queued and asks_when(text):
        bring_human(turn)
    elif opens(text) and not in_form:
        turn.reply(Reply("listen.go_on", ReplyKind.REPEATED_QUESTION))
    elif is_shy(text) and not _knows_what(turn):
        turn.reply(Reply("care.private", ReplyKind.REPEATED_QUESTION))
    elif feels(text) and not _knows_what(turn):
        _comfort(turn, in_form=in_form)
    else:
        return None
    return []


def _comfort(turn: Turn, *, in_form: bool) -> None:
    if turn.queued or in_form:
        turn.say("care.heard_in_between")
    else:
        turn.say("care.heard", *comfort())


def _knows_what(turn: Turn) -> bool:
    """The model is sure of a wish or a question."""
    heard = turn.heard
    return heard.intent.startswith(("ask_", "request_", "report_")) and heard.confidence >= _SURE


def _follow_up_or_doubt(turn: Turn) -> Events | None:
    for answer in (_follow_up, _known_question):
        if (answered := answer(turn)) is not None:
            return answered
    return be_puzzled(turn) if _is_unsure(turn) else None


def _known_question(turn: Turn) -> Events | None:
    """What the model is not sure to be something else may be a question that an article surely answers."""
    heard = turn.heard
    other = heard.intent.startswith(_NO_QUESTION) or heard.confidence >= SURE_OF_ANOTHER
    if turn.form == REQUEST_FORM or other or acts(heard.text) or heard.length < _A_QUESTION:
        return None
    return known_question(turn)


def _follow_up(turn: Turn) -> Events | None:
    """A short word that goes on with what an article told, whatever the model took it for."""
    heard = turn.heard
    if turn.form == REQUEST_FORM or acts(heard.text) or heard.intent.startswith(_FOR_PEOPLE):
        return None
    return follow_up(turn, asked(turn))


def _is_unsure(turn: Turn) -> bool:
    heard = turn.heard
    word = heard.intent in _A_WORD and not acts(heard.text)
    if word and heard.intent in _YES_OR_NO and not _YES_OR_NO[heard.intent](heard.text):
        return heard.confidence < SURE_WITHOUT_THE_WORD or heard.text.isascii()
    return heard.confidence < (UNSURE_OF_A_WORD if word else UNSURE)


def be_puzzled(turn: Turn) -> Events:
    """The likeliest questions, if it may be one; else, the second time in a row, other words; the worker then
    brings a human in."""
    if turn.heard.text and turn.form != REQUEST_FORM and (offered := rescue(turn)) is not None:
        return offered
    message = "not_understood.again" if turn.offered == _PUZZLED else "not_understood.first"
    told = turn.form != REQUEST_FORM and speaks_of_custody(turn.heard.text)
    choices = menu(turn)
    turn.reply(Reply("not_understood.story" if told else message, ReplyKind.NOT_UNDERSTOOD, choices=choices))
    turn.offer(_PUZZLED)
    return keep_for_request(turn) if told else []
