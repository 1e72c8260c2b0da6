"""The one request form: what each message means for it. Pure; the definitions say what is asked."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.request_kinds import KINDS, Answer, Field, RequestKind
from bot.services.form_corrections import correction, fix, put
from bot.services.form_presses import accept, in_story, nothing_wrong, press, tell_no_more, unclear
from bot.services.form_state import (
    CHOOSING,
    CONSENT,
    SUMMARY,
    Decision,
    Form,
    Heard,
    Note,
    Verdict,
    next_step,
)
from bot.services.plain_yes import has_no, has_yes
from bot.services.read_field import add_words, declines, is_long, read_answer, said_besides
from nlu.text.options import named_fields, option
from nlu.text.phrases import acts
from nlu.text.pieces import pieces

UNSURE = 0.3
"""A guess below it is none."""
SURE = 0.6
VERY_SURE = 0.8
PATIENCE_LIMIT = 4
"""After so many answers that the step could not use, a person goes on with it."""
_STORY_LIMIT = 6000
_SHORT = 3
_SHORT_QUESTION = 9
_AT_CONSENT = 5
_TALK = frozenset({"greet", "thank", "goodbye", "help", "bot_challenge", "change_language", "out_of_scope"})
_ABOUT = frozenset({"check_request_status", "withdraw_request", "delete_my_data"})
_APPOINTMENT = "_appointment"
_OTHER_REQUESTS = ("request_", "register_")


def begin(kind: RequestKind, heard: Heard) -> Form:
    """What the message that asked for it said already is not asked again."""
    fields = said_besides(kind, {}, heard.text, story=_tells_need(heard)) if heard.text else {}
    return Form(kind.name, fields, next_step(kind.name, fields, told=False), note=Note.BEGUN)


def hear(form: Form, heard: Heard) -> Decision:
    form = replace(form, note=Note.NONE, noted="")
    if heard.pressed:
        return press(form, heard)
    decision = _judge(form, heard)
    lost = decision.verdict is Verdict.UNCLEAR and decision.form.tries > PATIENCE_LIMIT
    return Decision(Verdict.HUMAN, form) if lost else decision


def _judge(form: Form, heard: Heard) -> Decision:
    return (
        _end(form, heard)
        or _danger(form, heard)
        or correction(form, heard)
        or _digression(form, heard)
        or _STEPS.get(form.step, _answer)(form, heard)
    )


def _end(form: Form, heard: Heard) -> Decision | None:
    said, told = acts(heard.text), in_story(form)
    if "stop" in said or ("enough" in said and not (told and form.fields.get(form.step))):
        return Decision(Verdict.STOP, form)
    if "human" in said:
        return Decision(Verdict.HUMAN, form)
    if heard.means("report_mistreatment", SURE):
        return Decision(Verdict.MISTREATMENT, form)
    if said or (told and heard.length > _SHORT_QUESTION):
        return None
    for intent, verdict in _ENDING_INTENTS.items():
        least = VERY_SURE if told or intent == "stop" else SURE
        if heard.means(intent, least) and heard.length <= 2 * _SHORT_QUESTION:
            return Decision(verdict, form)
    return None


_ENDING_INTENTS = {
    "stop": Verdict.STOP,
    "request_human": Verdict.HUMAN,
    "complain": Verdict.COMPLAINT,
}


def _danger(form: Form, heard: Heard) -> Decision | None:
    """The worker sees to a crisis; here its words are kept where they belong and nothing is asked on."""
    if not heard.intent.startswith("crisis_") or heard.confidence < UNSURE or _plainly_answers(form, heard):
        return None
    worried = replace(form, note=Note.WORRIED)
    if in_story(form) or is_long(heard.text):
        return _tell(worried, heard.text)
    return Decision(Verdict.ANSWER, worried)


def _digression(form: Form, heard: Heard) -> Decision | None:
    """A question or a word aside. Inside the story only a short message with a clear intent is one."""
    if acts(heard.text) or not _is_aside(heard, form):
        return None
    field = form.field
    if in_story(form):
        least = UNSURE if _asks(heard.text) else SURE
        aside = heard.confidence >= least and heard.length <= _SHORT_QUESTION
    elif field is not None and field.answer in (Answer.NAME, Answer.OWN_NAME):
        least = SURE if heard.length > _SHORT or _asks(heard.text) else VERY_SURE
        aside = heard.confidence >= least and not declines(heard.text)
    else:
        aside = heard.confidence >= SURE and not _plainly_answers(form, heard)
    return Decision(Verdict.QUESTION, form) if aside else None


def _plainly_answers(form: Form, heard: Heard) -> bool:
    """A short answer that can be read: stronger than a guess of the model."""
    field = form.field
    if field is None:
        return form.step == CHOOSING and heard.length <= _SHORT and bool(named_fields(heard.text))
    if field.answer is Answer.STORY or acts(heard.text):
        return bool(acts(heard.text))
    if field.optional and declines(heard.text):
        return True
    return heard.length <= _SHORT and read_answer(field, heard.text) is not None


def _is_aside(heard: Heard, form: Form) -> bool:
    intent = heard.intent
    if intent == "out_of_scope" and heard.length < _SHORT:
        return False  # a grunt
    if intent.startswith(_OTHER_REQUESTS):
        return not in_story(form) and intent != form.definition.intent
    return intent.startswith("ask_") or intent in _TALK | _ABOUT or intent.endswith(_APPOINTMENT)


def _asks(text: str) -> bool:
    return "؟" in text or "?" in text


def _answer(form: Form, heard: Heard) -> Decision:
    """A field's step."""
    field = form.field
    if field is None:
        return unclear(form)
    if field.answer is Answer.STORY:
        return _story(form, field, heard)
    if field.optional and declines(heard.text):
        return accept(form, {field.name: None})
    value = read_answer(field, heard.text)
    besides = said_besides(form.definition, form.fields, heard.text, but=field.name, story=_tells_need(heard))
    if value is not None:
        return accept(form, {**besides, field.name: value})
    if besides:
        noted = put(form, besides)
        return Decision(Verdict.ANSWER, replace(noted, step=form.step, note=Note.NOTED), tuple(besides))
    return unclear(form)


def _tells_need(heard: Heard) -> bool:
    """Words about the need itself, before it was asked for: they are kept all the same."""
    wish = heard.intent.startswith(_OTHER_REQUESTS) and heard.confidence >= SURE
    bare_wish = acts(heard.text) or option(heard.text, "kind", tuple(KINDS))
    return wish and heard.length >= _SHORT and not bare_wish


def _story(form: Form, field: Field, heard: Heard) -> Decision:
    said, have = acts(heard.text), form.fields.get(field.name)
    if said & {"done", "enough"} or (have and said & {"no", "skip"}):
        return tell_no_more(form) if have else unclear(form)
    if said & {"yes", "resume", "no", "skip"} or not pieces(heard.text):
        return unclear(form)
    return _tell(form, heard.text)


def _tell(form: Form, words: str) -> Decision:
    story = next(each.name for each in form.definition.fields if each.answer is Answer.STORY)
    told = add_words(form.fields.get(story), words)[:_STORY_LIMIT]
    form = replace(form, fields={**form.fields, story: told}, tries=0, last=story)
    return Decision(Verdict.ANSWER, form, (story,))


def _summary(form: Form, heard: Heard) -> Decision:
    said = acts(heard.text)
    if "yes" in said or (heard.means("affirm", VERY_SURE) and has_yes(heard.text)):
        return Decision(Verdict.ANSWER, replace(form, step=CONSENT, tries=0))
    if said & {"no", "wrong"} or (heard.means("deny", VERY_SURE) and has_no(heard.text)):
        return Decision(Verdict.ANSWER, replace(form, step=CHOOSING, tries=0))
    if heard.length > _SHORT:
        told = _tell(form, heard.text)
        return replace(told, form=replace(told.form, note=Note.NOTED))
    return unclear(form)


def _choosing(form: Form, heard: Heard) -> Decision:
    named = [name for name in named_fields(heard.text) if form.definition.field(name)]
    if named:
        return Decision(Verdict.ANSWER, fix(form, named[0]))
    if acts(heard.text) & {"no", "yes", "skip", "done", "enough"}:
        return nothing_wrong(form)
    besides = said_besides(form.definition, {}, heard.text)
    return accept(form, besides) if besides else unclear(form)


def _consent(form: Form, heard: Heard) -> Decision:
    """Only a clear yes counts; whatever is in doubt is asked again."""
    said = acts(heard.text)
    short = heard.length <= _AT_CONSENT
    yes, no = has_yes(heard.text), has_no(heard.text)
    if "yes" in said or (short and yes and not no and heard.means("affirm", VERY_SURE)):
        return Decision(Verdict.CONSENTED, form)
    if "no" in said or (short and no and heard.means("deny", VERY_SURE)):
        return Decision(Verdict.REFUSED, form)
    return unclear(form)


_Step = Callable[[Form, Heard], Decision]

_STEPS: dict[str, _Step] = {SUMMARY: _summary, CHOOSING: _choosing, CONSENT: _consent}
