"""What is looked at before any rule's own action: phrases that the model does not know, and messages that it
is not sure of."""

from actions.awaiting import add, wants_to_add
from actions.beginning import ask_which, begin_request, named_kind, wants_some_help
from actions.choices import menu
from actions.people import OFFER_CALL, bring_by
from actions.resuming import resume, wants_to_resume
from actions.turn import Events, Skill, Turn
from bot.services.dialogue import Reply, ReplyKind
from nlu.text.phrases import acts
from nlu.text.pieces import pieces

UNSURE = 0.3
UNSURE_OF_A_WORD = 0.5
_A_WORD = frozenset({"affirm", "deny", "thank", "goodbye", "stop", "inform"})
"""What the model takes for these is often something else that is short."""
_PUZZLED = "puzzled"


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
    if wants_to_add(turn):
        return add(turn)
    if turn.offered == OFFER_CALL and (how := acts(turn.heard.text) & {"here", "call"}):
        return bring_by(turn, call="call" in how)
    if kind := named_kind(turn):
        return begin_request(turn, kind)
    if wants_some_help(turn):
        return ask_which(turn)
    return be_puzzled(turn) if _is_unsure(turn) else None


def _is_unsure(turn: Turn) -> bool:
    heard = turn.heard
    word = heard.intent in _A_WORD and not acts(heard.text)
    return heard.confidence < (UNSURE_OF_A_WORD if word else UNSURE)


def be_puzzled(turn: Turn) -> Events:
    """The second time in a row in other words; the worker then brings a human in."""
    message = "not_understood.again" if turn.offered == _PUZZLED else "not_understood.first"
    turn.reply(Reply(message, ReplyKind.NOT_UNDERSTOOD, choices=menu(turn)))
    turn.offer(_PUZZLED)
    return []
