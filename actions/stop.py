"""Stopping, outside the request form, which ends itself."""

from actions.resuming import offer_to_keep
from actions.rule_skill import RuleSkill, be_puzzled
from actions.turn import Events, Turn
from bot.domain.commands import CommandName
from nlu.text.phrases import acts

_SURE = 0.8
"""Of a stop without a word for it: "I want him back" is none."""


class Stop(RuleSkill):
    named = "action_stop"

    def act(self, turn: Turn) -> Events:
        if turn.heard.text and not turn.heard.means("stop", _SURE) and "stop" not in acts(turn.heard.text):
            return be_puzzled(turn)
        if turn.draft is None:
            turn.say("stop.nothing")
        elif turn.heard.act == "erase_draft":
            turn.order(CommandName.ERASE_DRAFT)
            turn.say("draft.erased")
        else:
            offer_to_keep(turn)
        return []
