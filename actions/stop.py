"""Stopping, outside the request form, which ends itself."""

from actions.resuming import offer_to_keep
from actions.rule_skill import RuleSkill
from actions.turn import Events, Turn
from bot.domain.commands import CommandName


class Stop(RuleSkill):
    named = "action_stop"

    def act(self, turn: Turn) -> Events:
        if turn.draft is None:
            turn.say("stop.nothing")
        elif turn.heard.act == "erase_draft":
            turn.order(CommandName.ERASE_DRAFT)
            turn.say("draft.erased")
        else:
            offer_to_keep(turn)
        return []
