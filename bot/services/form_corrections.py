"""Corrections in words: "no, I meant Zarqa", "the name is wrong, he is called Muhammad"."""

from dataclasses import replace
from typing import Any

from bot.domain.request_kinds import Answer, Field
from bot.services.form_state import CHOOSING, Decision, Form, Heard, Note, Verdict, next_step
from bot.services.read_field import read_answer, read_loosely
from nlu.text.options import named_fields, option
from nlu.text.phrases import acts
from nlu.text.pieces import Piece, pieces
from nlu.text.places import places
from nlu.text.relations import relations

SHORT = 9
"""Words up to which a message inside the story can be a correction of something else."""
_CUE = "correction"
_NAME = "name"
_DENIALS = frozenset({"لا", "مش", "مو", "no", "not"})
_NOT_THE_VALUE = frozenset({"لا", "no", "مش", "هو", "i", "mean", "meant"})


def correction(form: Form, heard: Heard) -> Decision | None:
    """None when the message corrects nothing."""
    text, field = heard.text, form.field
    if "yes" in acts(text):
        return None
    cue = _has_cue(text)
    in_story = field is not None and field.answer is Answer.STORY
    if in_story and not (cue and heard.length <= SHORT):
        return None
    if field is not None and not in_story and read_answer(field, text) is not None and not _named(form, text):
        return None
    by_value = _by_value(form, text, cue=cue or _begins_with_no(text))
    return by_value or (_without_value(form, text) if cue else None)


def fix(form: Form, name: str) -> Form:
    """Asks that field again; its story is told anew."""
    field = form.definition.field(name)
    fields = dict(form.fields)
    if field is not None and field.answer is Answer.STORY:
        fields.pop(name, None)
    return replace(form, fields=fields, step=name, told=form.told and name in fields, tries=0)


def put(form: Form, values: dict[str, Any]) -> Form:
    """With these answers, at the next open question."""
    fields = {**form.fields, **values}
    asked = {field.name for field in form.definition.asked(fields)}
    known = {field.name for field in form.definition.fields}
    kept = {name: value for name, value in fields.items() if name in asked or name not in known}
    step = next_step(form.kind, kept, told=form.told)
    return replace(form, fields=kept, step=step, tries=0, last=next(reversed(values), form.last))


def _by_value(form: Form, text: str, *, cue: bool) -> Decision | None:
    named = {field.name for field in _named(form, text)}
    values = _values(form, text, cue=cue)
    if not values or not (cue or named):
        return None
    if named & values.keys():
        values = {name: value for name, value in values.items() if name in named}
    corrected = put(form, values)
    if any(name in form.fields for name in values):
        corrected = replace(corrected, note=Note.CORRECTED, noted=next(iter(values)))
    return Decision(Verdict.CORRECTION, corrected, tuple(values))


def _values(form: Form, text: str, *, cue: bool) -> dict[str, Any]:
    """What the text says of other fields than the one being asked, where it differs from what we have."""
    found: dict[str, Any] = {}
    for field in form.definition.asked(form.fields):
        if field.name == form.step and form.step not in form.fields:
            continue
        value = _read_corrected(field, text) if cue else read_loosely(field, text)
        if value is not None and value != form.fields.get(field.name):
            found[field.name] = value
    return found or _meant(form, text)


def _read_corrected(field: Field, text: str) -> str | None:
    """After a "no", what is merely named counts too; of relatives the one not denied."""
    if field.answer is Answer.PLACE:
        return read_answer(field, text)
    if field.answer is Answer.RELATION:
        said = [word.strong for word in pieces(text)]
        kept = [r.name for r in relations(text) if r.first == 0 or said[r.first - 1] not in _DENIALS]
        return kept[0] if len(kept) == 1 else None
    return read_loosely(field, text)


def _meant(form: Form, text: str) -> dict[str, Any]:
    """After a name, "I meant Said": about the answer given last."""
    last = form.definition.field(form.last) if form.last else None
    given = form.fields.get(form.last)
    if last is None or given is None or last.answer is Answer.STORY or _named(form, text):
        return {}
    rest = " ".join(word.original for word in pieces(text) if not _is_cue(word))
    value = read_answer(last, rest) if rest else None
    return {last.name: value} if value not in (None, given) else {}


def _without_value(form: Form, text: str) -> Decision | None:
    """Which answer is wrong is said, or is asked."""
    named = _named(form, text)
    if named:
        return Decision(Verdict.CORRECTION, fix(form, named[0].name))
    if form.field is None and len(pieces(text)) <= SHORT:
        return Decision(Verdict.CORRECTION, replace(form, step=CHOOSING, tries=0))
    return None


def _named(form: Form, text: str) -> list[Field]:
    """The answered fields that the text names; a bare "the name" is the one given last."""
    answered = {each.name: each for each in form.definition.asked(form.fields) if each.name in form.fields}
    names = [name for name, each in answered.items() if each.answer in (Answer.NAME, Answer.OWN_NAME)]
    found: list[Field] = []
    for name in named_fields(text):
        if name == _NAME and names and not found:
            found.append(answered[form.last if form.last in names else names[-1]])
        elif name in answered:
            found.append(answered[name])
    return found


def _has_cue(text: str) -> bool:
    return bool(option(text, _CUE, {"cue"})) or any(place.denied for place in places(text, answering=True))


def _begins_with_no(text: str) -> bool:
    said = [word.strong for word in pieces(text)]
    return len(said) > 1 and said[0] in _DENIALS


def _is_cue(word: Piece) -> bool:
    return word.strong in _NOT_THE_VALUE or option(word.strong, _CUE, {"cue"}) is not None
