"""What the request form says and offers in each step: names of messages, never their words."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.domain.request_kinds import Answer, Field
from bot.services.dialogue import Choice, ChoiceScope, Payload, Reply, ReplyKind
from bot.services.form_state import CHOOSING, CONSENT, SUMMARY, Form, Note
from bot.services.read_phone import show_phone
from nlu.text.places import GOVERNORATES
from nlu.text.relations import RELATIONS

PATIENCE = 2
"""After every so many failures in one step a human is offered."""
_FIRST_PLACES = 9
"""As many as a list holds beside the row for the others."""
_NOT_GIVEN = {"key": "form.summary.not_given"}


def ask(form: Form, *, again: bool = False) -> list[Reply]:
    """`again`: this question stood before already, and something else was said in between."""
    if form.note is Note.WORRIED and not again:
        return [crisis_check()]
    return [*(() if again else _first(form)), _question(form, again=again)]


def crisis_check() -> Reply:
    choices = (
        Choice("button.crisis_yes", Payload("affirm", {"act": "crisis_yes"}), ChoiceScope.ALWAYS),
        Choice("button.crisis_no", Payload("deny", {"act": "crisis_no"}), ChoiceScope.ALWAYS),
    )
    return Reply("crisis.check", choices=choices)


def offer_human(label: str = "button.human", **about: str) -> Choice:
    return Choice(label, Payload("request_human", about), ChoiceScope.ALWAYS)


def told(field: Field, value: Any) -> Any:
    """A field's value for a person's eyes."""
    if value is None:
        return _NOT_GIVEN
    if field.answer is Answer.PHONE:
        return show_phone(value)
    prefix = _PREFIXES.get(field.answer, field.name if field.answer is Answer.CHOICE else "")
    return {"key": f"{prefix}.{value}"} if prefix else value


_PREFIXES = {Answer.RELATION: "relation", Answer.PLACE: "governorate"}


def _first(form: Form) -> Iterator[Reply]:
    """What is said before the question."""
    kind = {"kind": {"key": f"kind.{form.kind}"}}
    if form.note is Note.BEGUN:
        yield Reply("request.begin", values=kind)
    elif form.note is Note.RESUMED:
        yield Reply("draft.resumed")
    elif form.note is Note.NOTED:
        yield Reply("form.noted")
    elif form.note is Note.CORRECTED and (field := form.definition.field(form.noted)):
        value = told(field, form.fields.get(field.name))
        yield Reply("form.corrected", values={"field": {"key": f"field.{field.name}"}, "value": value})
    if form.tries and form.tries % PATIENCE == 0:
        yield Reply("form.stuck", choices=(offer_human(),))


def _question(form: Form, *, again: bool) -> Reply:
    field = form.field
    if field is None:
        message, values, choices = _REVIEW[form.step](form)
    else:
        message, values = _asking(form, field)
        choices = _offers(form, field)
    repeated = again or form.tries > 0 or message == "form.need.more"
    kind = ReplyKind.REPEATED_QUESTION if repeated else ReplyKind.QUESTION
    return Reply(message, kind, values, choices)


def _asking(form: Form, field: Field) -> tuple[str, dict[str, Any]]:
    relation = form.fields.get("inmate_relation") or "other"
    values = {"who": {"key": f"relation.{relation}.yours"}} if field.answer is Answer.NAME else {}
    if field.answer is Answer.STORY and form.fields.get(field.name):
        return ("form.need.more" if form.last == field.name and not form.tries else "form.need.have"), values
    if form.tries:
        return f"form.{field.name}.again", values
    if form.note is Note.MORE_PLACES:
        return "form.governorate.others", values
    return field.question, values


def _offers(form: Form, field: Field) -> Sequence[Choice]:
    if field.answer is Answer.CHOICE:
        return [_value(f"{field.name}.{each}", field, each) for each in field.options]
    if field.answer is Answer.RELATION:
        return [_value(f"relation.{each}", field, each) for each in RELATIONS]
    if field.answer is Answer.PLACE:
        return _places(form, field)
    if field.answer is Answer.STORY:
        return [_act("button.need_done", "done")] if form.fields.get(field.name) else []
    return [_act("button.skip", "skip", field=field.name)] if field.optional else []


def _places(form: Form, field: Field) -> Sequence[Choice]:
    others = form.note is Note.MORE_PLACES
    shown = GOVERNORATES[_FIRST_PLACES:] if others else GOVERNORATES[:_FIRST_PLACES]
    more = [] if others else [_act("button.other_place", "more_places")]
    return [*(_value(f"governorate.{each}", field, each) for each in shown), *more]


_Asked = tuple[str, dict[str, Any], Sequence[Choice]]


def _ask_summary(form: Form) -> _Asked:
    message = "form.summary.again" if form.tries else "form.summary.ask"
    choices = [_act("button.summary_right", "confirm"), _act("button.summary_wrong", "choose")]
    return message, {"lines": {"lines": _lines(form)}}, choices


def _lines(form: Form) -> list[dict[str, Any]]:
    return [
        {
            "key": "form.summary.line",
            "values": {"field": {"key": f"field.{f.name}"}, "value": told(f, form.fields.get(f.name))},
        }
        for f in form.definition.asked(form.fields)
    ]


def _ask_which(form: Form) -> _Asked:
    fields = form.definition.asked(form.fields)
    choices = [_act(f"field.{f.name}", "fix", field=f.name) for f in fields]
    return "form.correct.which", {}, [*choices, _act("button.nothing_wrong", "nothing_wrong")]


def _ask_consent(form: Form) -> _Asked:
    consent = form.definition.consent
    message = consent.key if consent and not form.tries else "form.consent.again"
    return message, {}, [_act("button.consent_yes", "consent"), _act("button.consent_no", "refuse")]


_REVIEW: dict[str, Callable[[Form], _Asked]] = {
    SUMMARY: _ask_summary,
    CHOOSING: _ask_which,
    CONSENT: _ask_consent,
}


def _value(label: str, field: Field, value: str) -> Choice:
    return Choice(label, Payload("inform", {"field": field.name, "value": value}), ChoiceScope.DRAFT)


def _act(label: str, act: str, **more: str) -> Choice:
    return Choice(label, Payload("inform", {"act": act, **more}), ChoiceScope.DRAFT)
