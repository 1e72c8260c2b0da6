"""Questions: answered from the articles; what they don't know is said honestly, with a human at hand."""

from actions.appointments import arrange
from actions.articles import answer_text, say_unknown, show_topic, tell_article
from actions.awaiting import MISSING, await_reply
from actions.beginning import ask_which
from actions.choices import REQUESTS
from actions.feeling import feel_with
from actions.rule_skill import RuleSkill
from actions.turn import REQUEST_FORM, Events, Turn
from bot.domain.commands import CommandName

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
        if turn.heard.intent == "ask_workshops" and turn.arranging.get("announced"):
            arrange(turn, "workshops")
            return []
        answered = answer_text(turn) if turn.heard.text else None
        if answered is not None:
            return answered
        return say_unknown(turn, _BY_INTENT.get(turn.heard.intent, _OTHERWISE))


class ArticleButton(RuleSkill):
    """A button under an article, a title, a topic, or none of those that were offered."""

    named = "action_article"

    def act(self, turn: Turn) -> Events:
        topic = turn.pressed("topic")
        if topic == REQUESTS:
            return ask_which(turn)
        if topic:
            return show_topic(turn, topic)
        if rated := turn.pressed("rate"):
            return rate(turn, rated, helpful=turn.pressed("helpful") == "yes")
        if article := turn.pressed("article"):
            return tell_article(turn, article, turn.pressed("part"), turn.pressed("centre"))
        return say_unknown(turn, "article.none")


def rate(turn: Turn, article_id: str, *, helpful: bool) -> Events:
    """Not helpful asks once what was missing."""
    live = turn.library.shelf.articles.get(article_id)
    if live is not None:
        turn.order(CommandName.RATE_ANSWER, article=article_id, version=live.version, helpful=helpful)
    if helpful or turn.form == REQUEST_FORM:
        turn.say("article.thanks")
        return []
    return await_reply(MISSING, article_id)
