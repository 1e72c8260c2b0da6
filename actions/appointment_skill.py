"""Booking, moving, cancelling, asking when and where."""

from actions.appointments import arrange
from actions.feeling import feel_with
from actions.rule_skill import RuleSkill
from actions.turn import Events, Turn


class Appointment(RuleSkill):
    named = "action_appointment"

    def act(self, turn: Turn) -> Events:
        if not turn.heard.act:
            feel_with(turn)
        arrange(turn)
        return []
