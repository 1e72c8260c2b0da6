"""What a pressed button means for a request form."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.request_kinds import Answer
from bot.services.form_corrections import fix, put
from bot.services.form_state import CHOOSING, CONSENT, SUMMARY, Decision, Form, Heard, Note, Verdict


def press(form: Form, heard: Heard) -> Decision:
    """A button of an earlier step changes that answer; one that fits no more brings its question again."""
    if heard.act in _ACTS:
        return _ACTS[heard.act](form, heard)
    field = form.definition.field(heard.field)
    if field is None or not heard.value:
        return Decision(Verdict.ANSWER, form)
    late = field.name in form.fields and field.name != form.step
    if late and form.fields[field.name] == heard.value:
        return Decision(Verdict.ANSWER, form)
    accepted = accept(form, {field.name: heard.value})
    if not late:
        return accepted
    told = replace(accepted.form, note=Note.CORRECTED, noted=field.name)
    return Decision(Verdict.CORRECTION, told, (field.name,))


def _pass_over(form: Form, heard: Heard) -> Decision:
    field = form.field
    if field is None or not field.optional or field.name != heard.field:
        return Decision(Verdict.ANSWER, form)
    return accept(form, {field.name: None})


def _close_story(form: Form, _: Heard) -> Decision:
    if not in_story(form):
        return Decision(Verdict.ANSWER, form)
    return tell_no_more(form) if form.fields.get(form.step) else unclear(form)


def _confirm(form: Form, _: Heard) -> Decision:
    return Decision(Verdict.ANSWER, replace(form, step=CONSENT) if form.step == SUMMARY else form)


def _choose(form: Form, _: Heard) -> Decision:
    reviewing = form.step in (SUMMARY, CHOOSING, CONSENT)
    return Decision(Verdict.ANSWER, replace(form, step=CHOOSING) if reviewing else form)


def _fix(form: Form, heard: Heard) -> Decision:
    known = form.definition.field(heard.field) is not None
    return Decision(Verdict.ANSWER, fix(form, heard.field) if known else form)


def _agree(form: Form, _: Heard) -> Decision:
    return Decision(Verdict.CONSENTED if form.step == CONSENT else Verdict.ANSWER, form)


def _refuse(form: Form, _: Heard) -> Decision:
    return Decision(Verdict.REFUSED if form.step == CONSENT else Verdict.ANSWER, form)


def nothing_wrong(form: Form) -> Decision:
    """The summary stood just above: it need not be shown again."""
    return Decision(Verdict.ANSWER, replace(form, step=CONSENT, tries=0))


def tell_no_more(form: Form) -> Decision:
    return Decision(Verdict.ANSWER, put(replace(form, told=True), {}))


def unclear(form: Form) -> Decision:
    return Decision(Verdict.UNCLEAR, replace(form, tries=form.tries + 1))


def in_story(form: Form) -> bool:
    return form.field is not None and form.field.answer is Answer.STORY


def accept(form: Form, values: dict[str, Any]) -> Decision:
    return Decision(Verdict.ANSWER, put(form, values), tuple(values))


_Act = Callable[[Form, Heard], Decision]

_ACTS: dict[str, _Act] = {
    "skip": _pass_over,
    "done": _close_story,
    "confirm": _confirm,
    "choose": _choose,
    "fix": _fix,
    "nothing_wrong": lambda form, _: (
        nothing_wrong(form) if form.step == CHOOSING else Decision(Verdict.ANSWER, form)
    ),
    "consent": _agree,
    "refuse": _refuse,
    "more_places": lambda form, _: Decision(Verdict.ANSWER, replace(form, note=Note.MORE_PLACES)),
    "resume": lambda form, _: Decision(Verdict.ANSWER, form),
    "keep_draft": lambda form, _: Decision(Verdict.STOP, form),
    "erase_draft": lambda form, _: Decision(Verdict.ERASED, form),
}
