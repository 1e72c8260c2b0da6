"""What people see to: wishes for a human, complaints, mistreatment, danger, data."""

from actions.articles import known_question
from actions.choices import choice
from actions.feeling import feel_with
from actions.people import CALLED_BACK, ask_where_to_call, bring_human, take_complaint, take_mistreatment
from actions.rule_skill import RuleSkill
from actions.turn import REQUEST_FORM, Events, Skill, Turn
from bot.services.answer_question import SURE_WITH_A_WISH
from bot.services.ask_form import crisis_check


class RequestHuman(RuleSkill):
    named = "action_request_human"

    def act(self, turn: Turn) -> Events:
        reason = turn.pressed("reason")
        feel_with(turn)
        bring_human(turn, reason)
        if reason == CALLED_BACK:
            ask_where_to_call(turn)
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
        feel_with(turn)
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
        if turn.heard.text and (told := known_question(turn, sure=SURE_WITH_A_WISH)) is not None:
            return told
        erase = choice("button.erase_data", "delete_my_data", act="erase_data")
        turn.say("privacy.what", *([] if turn.form == REQUEST_FORM else [erase]))
        return []
