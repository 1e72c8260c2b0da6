"""Registering a request: how the one form begins, hears, asks and ends."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from actions.appointments import pressed_in_passing
from actions.beginning import ANEW, begin_or_answer, begin_request
from actions.hearing import asks_why, despairs_of_us
from actions.people import CALLED_BACK, OFFER_CALL, bring_human, take_complaint, take_mistreatment
from actions.resuming import came_back, offer_to_keep
from actions.rule_skill import RuleSkill
from actions.turn import REQUEST_FORM, Events, Skill, Turn, set_slot
from bot.domain.commands import CommandName
from bot.domain.request_kinds import KIND_OF_INTENT, ConsentText
from bot.services.ask_form import ask, offer_human
from bot.services.form_state import ENDS, Decision, Form, Heard, Verdict
from bot.services.request_form import begin, hear

_GONE = "gone"
"""The app keeps the draft no longer: its time is over, or a caseworker has finished it."""
_EVENT = "event_"
"""Nothing was typed: an attachment, a button of an article, an old button."""
_ASIDE = frozenset({"crisis_yes", "crisis_no"})


class BeginRequest(RuleSkill):
    """Sets the draft and starts the form, or says why not now."""

    named = "action_begin_request"

    def act(self, turn: Turn) -> Events:
        kind = KIND_OF_INTENT[turn.heard.intent]
        if turn.heard.text and not kind.by_chat and turn.form != REQUEST_FORM:
            return begin_or_answer(turn, kind)
        return begin_request(turn, kind)


class ReadRequest(Skill):
    """Rasa runs it for every message while the form is active (and once more for the one that began it). No
    events: the rules answer, and the form asks again by itself."""

    named = "action_read_request"

    def act(self, turn: Turn) -> Events:
        if turn.changed("draft"):
            return []
        dumped = turn.slot("draft")
        if dumped is None or turn.draft is None:
            return [set_slot("finished", _GONE)]
        kind = KIND_OF_INTENT.get(turn.heard.intent)
        if kind and kind.by_chat and turn.heard.act == ANEW:
            return _heard(begin(kind, Heard()), Verdict.ANSWER)
        if _is_aside(turn):
            return []
        decision = _decide(_with_attachments(Form.load(dumped), turn.draft["fields"]), turn)
        return [] if decision.verdict is Verdict.QUESTION else _heard(decision.form, decision.verdict)


class AskRequest(Skill):
    """Asks the open question, and has the draft kept when it changed."""

    named = "action_ask_request_form_finished"

    def act(self, turn: Turn) -> Events:
        form = Form.load(turn.slot("draft"))
        changed = turn.changed("draft")
        if changed:
            turn.order(
                CommandName.SAVE_DRAFT, kind=form.kind, fields=dict(form.fields), step=form.step, fresh=True
            )
        if not _silent(turn, form, changed=changed):
            for reply in ask(form, again=not changed):
                turn.reply(reply)
        return []


class EndRequest(Skill):
    """The form is over: with a request, or why not."""

    named = "action_end_request"

    def act(self, turn: Turn) -> Events:
        finished, dumped = turn.slot("finished"), turn.slot("draft")
        if finished == _GONE or dumped is None:
            turn.say("draft.gone")
        else:
            _END[Verdict(finished)](turn, Form.load(dumped))
        return [set_slot("draft", None), set_slot("finished", None), set_slot("wish", None)]


def _is_aside(turn: Turn) -> bool:
    """A button that is none of the form's, or nothing at all: the rules answer, and the form asks again."""
    heard = turn.heard
    nothing = heard.intent.startswith(_EVENT) or not (heard.text or heard.pressed)
    return nothing or heard.act in _ASIDE or pressed_in_passing(turn) or asks_why(heard.text)


def _decide(form: Form, turn: Turn) -> Decision:
    if despairs_of_us(turn.heard.text):
        return Decision(Verdict.COMPLAINT, form)
    return hear(form, turn.heard)


def _heard(form: Form, verdict: Verdict) -> Events:
    """None keeps the form open; setting it at all tells Rasa that the form was answered."""
    return [set_slot("draft", form.dump()), set_slot("finished", verdict if verdict in ENDS else None)]


def _with_attachments(form: Form, kept: dict[str, Any]) -> Form:
    """What the app added to the draft beside the form's fields."""
    known = {field.name for field in form.definition.fields}
    return replace(form, fields={**{k: v for k, v in kept.items() if k not in known}, **form.fields})


def _silent(turn: Turn, form: Form, *, changed: bool) -> bool:
    """Another question was just asked: of danger, which of two requests to go on with, or whether at all."""
    kind = KIND_OF_INTENT.get(turn.heard.intent)
    choosing = bool(kind and kind.by_chat and kind.name != form.kind)
    danger = turn.heard.act == "crisis_yes" or turn.heard.intent.startswith("crisis_")
    returning = turn.heard.intent == "greet" and came_back(turn)
    return not changed and (choosing or danger or returning)


def _register(turn: Turn, form: Form) -> None:
    kind = form.definition
    turn.order(
        CommandName.REGISTER_REQUEST,
        kind=form.kind,
        fields={name: value for name, value in form.fields.items() if value is not None},
        consent=_consent(kind.consent),
        restricted=kind.restricted,
    )


def _refused(turn: Turn, form: Form) -> None:
    turn.order(CommandName.ERASE_DRAFT, refused_consent=_consent(form.definition.consent))
    here = offer_human("button.human_here", reason="refused_consent")
    turn.say("form.consent.refused", here, offer_human("button.human_call", reason=CALLED_BACK))
    turn.offer(OFFER_CALL)


def _consent(text: ConsentText | None) -> dict[str, str]:
    return {"purpose": text.purpose, "text_version": text.version} if text else {}


def _to_human(turn: Turn, _: Form) -> None:
    turn.say("human.coming_from_form")
    bring_human(turn, turn.pressed("reason"))


def _erase(turn: Turn, _: Form) -> None:
    turn.order(CommandName.ERASE_DRAFT)
    turn.say("draft.erased")


_END: dict[Verdict, Callable[[Turn, Form], None]] = {
    Verdict.CONSENTED: _register,
    Verdict.REFUSED: _refused,
    Verdict.STOP: lambda turn, _: offer_to_keep(turn),
    Verdict.HUMAN: _to_human,
    Verdict.COMPLAINT: lambda turn, _: take_complaint(turn),
    Verdict.MISTREATMENT: lambda turn, _: take_mistreatment(turn),
    Verdict.ERASED: _erase,
}
