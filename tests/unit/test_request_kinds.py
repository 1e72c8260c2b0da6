"""The definitions that the form follows."""

import pytest

from bot.domain.request_kinds import KIND_OF_INTENT, KINDS, Answer, Field, RequestKind
from bot.services.form_state import SUMMARY, Form, Heard, next_step
from bot.services.request_form import begin, hear

BY_CHAT = [kind for kind in KINDS.values() if kind.by_chat]


def test_every_request_intent_has_a_kind() -> None:
    assert {*KIND_OF_INTENT} == {
        "request_financial_support", "request_psychological_support", "request_social_support", "request_legal_aid",
        "request_job", "request_vocational_training", "request_inmate_visit", "register_pre_release",
    }  # fmt: skip


@pytest.mark.parametrize("kind", BY_CHAT, ids=lambda kind: kind.name)
def test_a_kind_has_one_story_last_and_a_consent(kind: RequestKind) -> None:
    assert [field.answer for field in kind.fields].count(Answer.STORY) == 1
    assert kind.fields[-1].answer is Answer.STORY
    assert kind.consent


@pytest.mark.parametrize("kind", BY_CHAT, ids=lambda kind: kind.name)
def test_field_names_are_unique(kind: RequestKind) -> None:
    assert len({field.name for field in kind.fields}) == len(kind.fields)


def test_a_new_kind_needs_no_new_form(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = (Field("phone", Answer.PHONE), Field("need", Answer.STORY))
    kind = RequestKind("winter_clothes", fields, BY_CHAT[0].consent)
    monkeypatch.setitem(KINDS, kind.name, kind)
    form = begin(kind, Heard("بدي أواعي شتوية"))
    for text in ("0791234567", "جاكيت للولاد", "بس هيك"):
        form = hear(form, Heard(text, "inform", 0.9)).form
    assert form.step == SUMMARY
    assert form.fields == {"phone": "+962791234567", "need": "جاكيت للولاد"}


def test_a_draft_of_an_older_definition_begins_at_the_first_open_question() -> None:
    form = Form.of_draft("financial_support", {"for_whom": "self"}, "shoe_size")
    assert form.step == "writer_name"


def test_a_draft_comes_back_as_it_was_kept() -> None:
    form = Form.of_draft("financial_support", {"for_whom": "self", "need": "x"}, "phone")
    assert Form.load(form.dump()) == form


def test_the_step_after_everything_is_the_summary() -> None:
    fields = {field.name: "x" for field in KINDS["financial_support"].fields}
    assert next_step("financial_support", fields, told=False) == "need"
    assert next_step("financial_support", fields, told=True) == SUMMARY
