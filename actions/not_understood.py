"""What no rule and no skill could make sense of."""

from actions.choices import menu
from actions.drafts import resume, wants_to_resume
from actions.status import add, wants_to_add
from actions.turn import Events, Skill, Turn
from bot.services.dialogue import Reply, ReplyKind


class NotUnderstood(Skill):
    """Rasa predicts it where no rule fits. The second time in a row other words; the worker then brings a
    human in."""

    named = "action_not_understood"

    def act(self, turn: Turn) -> Events:
        if wants_to_resume(turn):
            return resume(turn)
        if wants_to_add(turn):
            return add(turn)
        message = "not_understood.again" if turn.acted_before(self.named) else "not_understood.first"
        turn.reply(Reply(message, ReplyKind.NOT_UNDERSTOOD, choices=menu(turn)))
        return []
