"""One message that was asked for: a request's code, what is to be added to it, what an answer lacked."""

from typing import Any

from actions.articles import answer_text
from actions.awaiting import ADDITION, CODE, MISSING
from actions.people import OFFER_HUMAN
from actions.turn import Events, Skill, Turn, set_slot
from bot.domain.commands import CommandName
from bot.services.ask_form import offer_human
from bot.services.dialogue import Reply, ReplyKind
from nlu.text.phrases import acts

CODE_DIGITS = 4
_SURE = 0.6
_SHORT_QUESTION = 9
_GIVEN_UP = frozenset({"stop", "no", "skip", "enough"})
_STOPPED = "stopped"
_OVER = (set_slot("awaited", None), set_slot("given", None))
_FOR_PEOPLE = ("crisis_", "report_", "complain", "request_human")
_OTHER_WISHES = ("ask_", "request_", "crisis_", "report_", "check_", "withdraw_")


class ReadFollowUp(Skill):
    """Sets `given` when the message is what was asked for; else leaves it to the rules."""

    named = "action_read_follow_up"

    def act(self, turn: Turn) -> Events:
        awaited, text = turn.slot("awaited"), turn.heard.text
        if not awaited or not text or turn.changed("awaited"):
            return []
        if acts(text) & _GIVEN_UP or turn.heard.means("stop", _SURE):
            return [set_slot("given", _STOPPED)]
        return _READ[awaited["what"]](turn, awaited)


class AskFollowUp(Skill):
    """Once, and again after a wrong try. After something else was said in between it stays silent: the form
    waits, and the message may still come."""

    named = "action_ask_follow_up_form_given"

    def act(self, turn: Turn) -> Events:
        awaited = turn.slot("awaited")
        if turn.changed("awaited"):
            _ASK[awaited["what"]](turn, awaited)
        return []


class EndFollowUp(Skill):
    named = "action_end_follow_up"

    def act(self, turn: Turn) -> Events:
        awaited, given = turn.slot("awaited"), turn.slot("given")
        if given == _STOPPED:
            turn.say("stop.nothing")
        elif awaited["what"] == CODE:
            turn.order(CommandName.SHOW_REQUEST, number=awaited["number"], code=given)
        elif awaited["what"] == MISSING:
            return [*_keep_missing(turn, awaited["number"]), *_OVER]
        else:
            turn.order(CommandName.ADD_TO_REQUEST, number=awaited["number"], text=given)
        return list(_OVER)


def _read_code(turn: Turn, awaited: dict[str, Any]) -> Events:
    """Digits in any script. A text of words with a number in it is something else."""
    text = turn.heard.text
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    words = any(c.isalpha() for c in text)
    if len(digits) == CODE_DIGITS and len(text) < 5 * CODE_DIGITS:
        return [set_slot("given", digits)]
    if digits and not words:
        return [set_slot("awaited", {**awaited, "tries": awaited["tries"] + 1}), set_slot("given", None)]
    return []


def _read_missing(turn: Turn, _: dict[str, Any]) -> Events:
    """Whatever is written, but what people see to."""
    heard = turn.heard
    for_people = heard.intent.startswith(_FOR_PEOPLE) and heard.confidence >= _SURE
    return [] if for_people else [set_slot("given", heard.text)]


def _read_addition(turn: Turn, _: dict[str, Any]) -> Events:
    heard = turn.heard
    aside = heard.intent.startswith(_OTHER_WISHES) and heard.confidence >= _SURE
    if aside and heard.length <= _SHORT_QUESTION and not heard.intent.startswith("request_"):
        return []
    return [set_slot("given", heard.text)]


def _ask_code(turn: Turn, awaited: dict[str, Any]) -> None:
    number = {"number": awaited["number"]}
    if awaited["tries"]:
        human = [] if turn.queued else [offer_human()]
        turn.reply(Reply("request.code_again", ReplyKind.REPEATED_QUESTION, number, human))
    else:
        turn.reply(Reply("request.code_ask", ReplyKind.QUESTION, number))


def _ask_addition(turn: Turn, awaited: dict[str, Any]) -> None:
    turn.reply(Reply("request.add_ask", ReplyKind.QUESTION, {"number": awaited["number"]}))


def _ask_missing(turn: Turn, _: dict[str, Any]) -> None:
    human = [] if turn.queued else [offer_human("button.ask_human", reason="question")]
    turn.reply(Reply("article.missing_ask", ReplyKind.QUESTION, choices=human))


def _keep_missing(turn: Turn, article_id: str) -> Events:
    """Where it is a question that is known, it is answered at once."""
    turn.order(CommandName.KEEP_QUESTION, reason="not_helpful", article=article_id)
    if turn.heard.means(turn.heard.intent, _SURE) and turn.heard.intent.startswith("ask_"):
        answered = answer_text(turn)
        if answered is not None:
            return answered
    human = [] if turn.queued else [offer_human("button.ask_human", reason="question")]
    turn.say("article.missing_kept", *human)
    turn.offer(OFFER_HUMAN)
    return []


_READ = {CODE: _read_code, ADDITION: _read_addition, MISSING: _read_missing}
_ASK = {CODE: _ask_code, ADDITION: _ask_addition, MISSING: _ask_missing}
