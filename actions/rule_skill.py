"""What is looked at before any rule's own action: phrases that the model does not know, and messages that it
is not sure of."""

from actions.awaiting import add, wants_to_add
from actions.choices import menu
from actions.resuming import resume, wants_to_resume
from actions.turn import Events, Skill, Turn
from bot.services.dialogue import Reply, ReplyKind
from nlu.text.pieces import pieces

UNSURE = 0.3
_PUZZLED = "puzzled"


class RuleSkill(Skill):
    """An action that a rule runs for an intent."""

    def prepare(self, turn: Turn) -> Events | None:
        if wants_to_resume(turn):
            return resume(turn)
        if not turn.heard.text:
            return None
        if wants_to_add(turn):
            return add(turn)
        if not pieces(turn.heard.text):
            turn.say("signs.received")
            return []
        return be_puzzled(turn) if turn.heard.confidence < UNSURE else None


def be_puzzled(turn: Turn) -> Events:
    """The second time in a row in other words; the worker then brings a human in."""
    message = "not_understood.again" if turn.offered == _PUZZLED else "not_understood.first"
    turn.reply(Reply(message, ReplyKind.NOT_UNDERSTOOD, choices=menu(turn)))
    turn.offer(_PUZZLED)
    return []
