"""Bringing people in: asked for, complaints, mistreatment, danger, erasure of data."""

from actions.choices import choice
from actions.feeling import feel_with
from actions.rule_skill import RuleSkill
from actions.turn import REQUEST_FORM, Events, Skill, Turn
from bot.domain.commands import CommandName
from bot.services.ask_form import crisis_check

CALLED_BACK = "callback"
_ASKED = "asked"


def bring_human(turn: Turn, reason: str = "") -> None:
    turn.order(CommandName.HAND_OVER, reason=reason or _ASKED)


class RequestHuman(RuleSkill):
    named = "action_request_human"

    def act(self, turn: Turn) -> Events:
        reason = turn.pressed("reason")
        feel_with(turn)
        bring_human(turn, reason)
        if reason == CALLED_BACK:
            turn.say("callback.ask_phone")
            turn.offer(CALLED_BACK)
        return []


class Complain(RuleSkill):
    named = "action_complain"

    def act(self, turn: Turn) -> Events:
        take_complaint(turn)
        return []


class ReportMistreatment(RuleSkill):
    named = "action_report_mistreatment"

    def act(self, turn: Turn) -> Events:
        take_mistreatment(turn)
        return []


class Crisis(Skill):
    """The worker has raised the alarm already when the model is sure; this is for when it is not."""

    named = "action_crisis"

    def act(self, turn: Turn) -> Events:
        turn.reply(crisis_check())
        return []


class DeleteData(RuleSkill):
    named = "action_delete_data"

    def act(self, turn: Turn) -> Events:
        if turn.pressed("act") == "erase_data":
            bring_human(turn, "erasure")
            turn.say("delete.asked")
            return []
        turn.say("delete.how", choice("button.erase_data", "delete_my_data", act="erase_data"))
        return []


class AskPrivacy(RuleSkill):
    named = "action_ask_privacy"

    def act(self, turn: Turn) -> Events:
        erase = choice("button.erase_data", "delete_my_data", act="erase_data")
        turn.say("privacy.what", *([] if turn.form == REQUEST_FORM else [erase]))
        return []


def take_complaint(turn: Turn) -> None:
    turn.say("complain.heard")
    bring_human(turn, "complaint")


def take_mistreatment(turn: Turn) -> None:
    turn.say("mistreatment.heard")
    turn.order(CommandName.HAND_OVER, reason="mistreatment", restricted=True)
