"""The request form's actions: when it begins, what they leave to the rules, how it ends."""

import pytest

from actions.request import AskRequest, BeginRequest, EndRequest, ReadRequest
from bot.services.form_state import Form, Note, Verdict
from tests.unit.actions.acting import Acted, Scene

FORM = Form("financial_support", {"for_whom": "self"}, "writer_name")
DRAFT = {
    "id": "d1",
    "kind": "financial_support",
    "fields": {"for_whom": "self"},
    "step": "writer_name",
    "age_days": 0,
}
WISH = "request_financial_support"


def in_form(form: Form = FORM, *set_now: str, **facts: object) -> Scene:
    return Scene({"draft": DRAFT, **facts}, {"draft": form.dump()}, "request_form", set_now)


def ended(how: Verdict | str, form: Form = FORM) -> Acted:
    scene = Scene({"draft": DRAFT}, {"draft": form.dump(), "finished": how})
    return scene.presses(EndRequest(), "inform")


def test_a_wish_begins_the_form() -> None:
    acted = Scene().hears(BeginRequest(), "بدي مساعدة مالية من الزرقا", WISH)
    assert acted.next == ["request_form"]
    assert acted.slots["draft"]["fields"] == {"governorate": "zarqa"}


@pytest.mark.parametrize(
    ("facts", "intent", "said"),
    [
        ({"queued": True}, WISH, "request.queued"),
        ({}, "request_job", "request.not_by_chat"),
        ({"draft": DRAFT}, WISH, "draft.offer"),
    ],
)
def test_a_form_that_may_not_begin(facts: dict[str, object], intent: str, said: str) -> None:
    acted = Scene(facts).hears(BeginRequest(), "بدي مساعدة بموضوع الشغل كثير", intent)
    assert (acted.said, acted.next) == ([said], [])


def test_an_answer_goes_into_the_draft() -> None:
    acted = in_form().hears(ReadRequest(), "سعاد", "inform")
    assert acted.slots["draft"]["fields"]["writer_name"] == "سعاد"
    assert acted.slots["finished"] is None


def test_a_question_is_left_to_the_rules() -> None:
    assert in_form().hears(ReadRequest(), "متى مواعيد الزيارة؟", "ask_visit_times").events == []
    assert in_form().presses(ReadRequest(), "affirm", act="crisis_yes").events == []


def test_the_message_that_began_the_form_is_no_answer() -> None:
    assert in_form(FORM, "draft").hears(ReadRequest(), "سعاد", "inform").events == []


def test_without_the_apps_draft_the_form_is_over() -> None:
    scene = Scene({"draft": None}, {"draft": FORM.dump()}, "request_form")
    assert scene.hears(ReadRequest(), "سعاد", "inform").slots == {"finished": "gone"}


def test_what_the_app_added_stays() -> None:
    kept = {**DRAFT, "fields": {"for_whom": "other", "attachments": ["m1"]}}
    fields = in_form(draft=kept).hears(ReadRequest(), "سعاد", "inform").slots["draft"]["fields"]
    assert fields == {"attachments": ["m1"], "for_whom": "self", "writer_name": "سعاد"}


def test_asking_has_the_draft_kept_when_it_changed() -> None:
    fresh = in_form(FORM, "draft").hears(AskRequest(), "x", "inform")
    assert fresh.ordered == [
        (
            "save_draft",
            {
                "kind": "financial_support",
                "fields": {"for_whom": "self"},
                "step": "writer_name",
                "fresh": True,
            },
        )
    ]
    assert fresh.said == ["form.writer_name.ask"]
    assert in_form().hears(AskRequest(), "x", "ask_bail").ordered == []


def test_a_note_is_said_once() -> None:
    form = Form("financial_support", {}, "for_whom", note=Note.BEGUN)
    assert in_form(form, "draft").hears(AskRequest(), "x", WISH).said == [
        "request.begin",
        "form.for_whom.ask",
    ]
    assert in_form(form).hears(AskRequest(), "x", "ask_bail").said == ["form.for_whom.ask"]


@pytest.mark.parametrize("intent", ["request_social_support", "crisis_self_harm"])
def test_no_second_question_beside_another(intent: str) -> None:
    assert in_form().hears(AskRequest(), "x", intent).said == []


def test_consent_registers_what_was_given() -> None:
    form = Form("financial_support", {"for_whom": "self", "phone": None, "need": "أجار"}, "consent")
    ((name, args),) = ended(Verdict.CONSENTED, form).ordered
    assert name == "register_request"
    assert args["fields"] == {"for_whom": "self", "need": "أجار"}
    assert args["consent"] == {"purpose": "support", "text_version": "1"}


def test_refusal_erases_and_is_noted() -> None:
    acted = ended(Verdict.REFUSED)
    assert acted.ordered == [
        ("erase_draft", {"refused_consent": {"purpose": "support", "text_version": "1"}})
    ]
    assert acted.labels == ["button.human_here", "button.human_call"]


@pytest.mark.parametrize(
    ("how", "said", "ordered"),
    [
        (Verdict.STOP, ["draft.stopped"], []),
        (Verdict.HUMAN, ["human.coming_from_form"], [("hand_over", {"reason": "asked"})]),
        (Verdict.COMPLAINT, ["complain.heard"], [("hand_over", {"reason": "complaint"})]),
        (
            Verdict.MISTREATMENT,
            ["mistreatment.heard"],
            [("hand_over", {"reason": "mistreatment", "restricted": True})],
        ),
        (Verdict.ERASED, ["draft.erased"], [("erase_draft", {})]),
        ("gone", ["draft.gone"], []),
    ],
)
def test_other_ends(how: str, said: list[str], ordered: list[tuple[str, object]]) -> None:
    acted = ended(how)
    assert (acted.said, acted.ordered) == (said, ordered)
    assert {acted.slots[name] for name in ("draft", "finished", "wish")} == {None}
