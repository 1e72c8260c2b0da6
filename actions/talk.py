"""Greeting and menu, help, thanks, yes and no without a question, language."""

from actions.articles import RATE
from actions.beginning import keep_for_request
from actions.choices import choice, menu
from actions.feeling import feel_with
from actions.hearing import greets
from actions.people import CALLED_BACK, OFFER_CALL, OFFER_HUMAN, bring_human
from actions.questions import rate
from actions.resuming import OFFER_KEEP, OFFER_RESUME, came_back, keep_draft, offer_draft, resume
from actions.rule_skill import RuleSkill, be_puzzled
from actions.status import OFFER_WITHDRAW
from actions.turn import REQUEST_FORM, Events, Turn
from bot.domain.commands import CommandName
from bot.services.ask_form import offer_human
from bot.services.dialogue import Reply, ReplyKind
from nlu.text.options import option

_SURE_OF_LANGUAGE = 0.7
"""Where no language is named."""
_LANGUAGES = {"arabic": "ar", "english": "en"}


def greet(turn: Turn) -> None:
    if turn.form == REQUEST_FORM and not came_back(turn):
        turn.say("greet.in_form")
    elif turn.queued:
        turn.say("greet.queued")
    elif turn.draft:
        offer_draft(turn)
    else:
        turn.say("greet.hello", *menu(turn))


class Greet(RuleSkill):
    named = "action_greet"

    def act(self, turn: Turn) -> Events:
        greet(turn)
        return []


class Help(RuleSkill):
    named = "action_help"

    def act(self, turn: Turn) -> Events:
        if turn.form == REQUEST_FORM:
            turn.say("help.in_form")
        else:
            turn.say("help.queued" if turn.queued else "help.menu", *menu(turn))
        return []


class BotChallenge(RuleSkill):
    named = "action_bot_challenge"

    def act(self, turn: Turn) -> Events:
        turn.say("bot.machine", *([] if turn.queued else [offer_human()]))
        turn.offer(OFFER_HUMAN)
        return []


class Thank(RuleSkill):
    named = "action_thank"

    def act(self, turn: Turn) -> Events:
        feel_with(turn)
        turn.say("thank.welcome")
        return []


class Goodbye(RuleSkill):
    named = "action_goodbye"

    def act(self, turn: Turn) -> Events:
        if turn.facts.get("after_silence") and greets(turn.heard.text):
            greet(turn)
        else:
            turn.say("goodbye.warm")
        return []


class OutOfScope(RuleSkill):
    named = "action_out_of_scope"

    def act(self, turn: Turn) -> Events:
        if turn.queued:
            turn.say("inform.queued")
        else:
            turn.say("scope.outside", *([] if turn.form == REQUEST_FORM else menu(turn)))
        return []


class Affirm(RuleSkill):
    """A yes: to what was offered last, or to nothing."""

    named = "action_affirm"

    def act(self, turn: Turn) -> Events:
        if turn.heard.act == "crisis_yes":
            turn.order(CommandName.CRISIS_YES)
        elif turn.heard.act == "keep_draft" or turn.offered == OFFER_KEEP:
            keep_draft(turn)
        elif turn.offered == OFFER_RESUME:
            return resume(turn)
        elif isinstance(turn.offered, dict) and RATE in turn.offered:
            return rate(turn, turn.offered[RATE], helpful=True)
        elif turn.offered in (OFFER_HUMAN, OFFER_CALL):
            bring_human(turn)
        elif isinstance(turn.offered, dict) and OFFER_WITHDRAW in turn.offered:
            turn.order(CommandName.WITHDRAW_REQUEST, number=turn.offered[OFFER_WITHDRAW])
        elif turn.queued:
            turn.say("inform.queued")
        elif turn.form != REQUEST_FORM:
            turn.say("affirm.nothing", *menu(turn))
        return []


class Deny(RuleSkill):
    named = "action_deny"

    def act(self, turn: Turn) -> Events:
        if turn.heard.act == "crisis_no":
            turn.say("crisis.not_now")
        elif isinstance(turn.offered, dict) and OFFER_WITHDRAW in turn.offered:
            turn.say("request.withdraw_kept")
        elif isinstance(turn.offered, dict) and RATE in turn.offered:
            return rate(turn, turn.offered[RATE], helpful=False)
        elif turn.form != REQUEST_FORM:
            turn.say("deny.nothing")
        return []


class Inform(RuleSkill):
    """A detail that nobody asked for."""

    named = "action_inform"

    def act(self, turn: Turn) -> Events:
        if turn.offered == CALLED_BACK:
            turn.say("callback.noted")
        elif turn.queued:
            turn.say("inform.queued")
        elif turn.draft:
            offer_draft(turn)
        else:
            turn.reply(Reply("inform.which", ReplyKind.REPEATED_QUESTION, choices=menu(turn)))
            return keep_for_request(turn)
        return []


class ChangeLanguage(RuleSkill):
    named = "action_change_language"

    def act(self, turn: Turn) -> Events:
        wanted = turn.pressed("language") or _LANGUAGES.get(
            option(turn.heard.text, "language", ("english", "arabic", "another")) or "", ""
        )
        if wanted:
            turn.order(CommandName.SET_LANGUAGE, language=wanted)
            turn.say("language.changed")
            return []
        another = option(turn.heard.text, "language", ("another",))
        if not another and turn.heard.text and turn.heard.confidence < _SURE_OF_LANGUAGE:
            return be_puzzled(turn)
        choices = (
            choice("button.arabic", "change_language", language="ar"),
            choice("button.english", "change_language", language="en"),
        )
        turn.say("language.only_two" if another else "language.ask", *choices)
        return []


class StaleChoice(RuleSkill):
    named = "action_stale_choice"

    def act(self, turn: Turn) -> Events:
        turn.say("choice.stale")
        return []


class Attachment(RuleSkill):
    named = "action_attachment"

    def act(self, turn: Turn) -> Events:
        turn.say("attachment.added" if turn.draft else "attachment.received")
        return []
