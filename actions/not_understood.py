"""What no rule could make sense of."""

from actions.rule_skill import RuleSkill, be_puzzled
from actions.turn import Events, Turn


class NotUnderstood(RuleSkill):
    """Rasa predicts it where no rule fits."""

    named = "action_not_understood"

    def act(self, turn: Turn) -> Events:
        return be_puzzled(turn)
