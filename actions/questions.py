"""Questions and wishes that only a caseworker can answer for now: said honestly, with a human at hand."""

from actions.feeling import feel_with
from actions.people import OFFER_HUMAN
from actions.rule_skill import RuleSkill
from actions.turn import Events, Turn
from bot.services.ask_form import offer_human

_BY_INTENT = {
    "ask_visit_times": "answer.visits",
    "ask_visit_requirements": "answer.visits",
    "ask_visit_booking": "answer.visits",
    "ask_remote_contact": "answer.contact",
    "ask_send_money": "answer.contact",
    "ask_send_belongings": "answer.contact",
    "ask_release": "answer.legal",
    "ask_sentence_reduction": "answer.legal",
    "ask_bail": "answer.legal",
    "ask_alternative_sentence": "answer.legal",
    "ask_rehabilitation": "answer.legal",
    "ask_non_conviction_certificate": "answer.legal",
    "ask_debt_and_fines": "answer.legal",
    "ask_support_eligibility": "answer.support",
    "ask_programmes": "answer.support",
    "ask_workshops": "answer.support",
    "ask_addiction_treatment": "answer.addiction",
    "ask_about_association": "answer.about",
}
_OTHERWISE = "answer.inmate"


class AnswerQuestion(RuleSkill):
    named = "action_answer_question"

    def act(self, turn: Turn) -> Events:
        feel_with(turn)
        if turn.queued:
            turn.say("answer.queued")
            return []
        message = _BY_INTENT.get(turn.heard.intent, _OTHERWISE)
        turn.say(message, offer_human("button.ask_human", reason="question"))
        turn.offer(OFFER_HUMAN)
        return []


class Appointment(RuleSkill):
    named = "action_appointment"

    def act(self, turn: Turn) -> Events:
        if turn.queued:
            turn.say("appointment.queued")
            return []
        turn.say("appointment.not_yet", offer_human("button.ask_human", reason="skill_missing"))
        turn.offer(OFFER_HUMAN)
        return []
