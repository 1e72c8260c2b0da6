"""What is looked at before any rule's own action."""

import pytest

from actions.human import ReportMistreatment, RequestHuman
from actions.talk import Affirm, ChangeLanguage, Deny, Greet, Inform, OutOfScope
from tests.unit.actions.acting import Scene

DRAFT = {
    "id": "d1",
    "kind": "social_support",
    "fields": {"for_whom": "self"},
    "step": "writer_name",
    "age_days": 0,
}
REQUEST = {"number": "482910", "kind": "job", "status": "new"}
IN_FORM = "request_form"


def test_below_the_threshold_nothing_is_understood() -> None:
    assert Scene().hears(Greet(), "كلام غريب", "greet", 0.2).said == ["not_understood.first"]
    assert Scene().hears(Greet(), "كلام غريب", "greet", 0.4).said == ["greet.hello"]


def test_a_small_word_needs_more() -> None:
    assert Scene().hears(Deny(), "مش فاهم عليك", "deny", 0.44).said == ["not_understood.first"]
    assert Scene().hears(Deny(), "لا", "deny", 0.44).said == ["deny.nothing"]


def test_the_second_time_has_other_words() -> None:
    first = Scene().hears(Inform(), "هيك شي", "inform", 0.2)
    again = Scene(slots={"offered": first.slots["offered"]}).hears(Inform(), "هيك شي", "inform", 0.2)
    assert again.said == ["not_understood.again"]


def test_unsure_mistreatment_hides_nothing_from_caseworkers() -> None:
    assert Scene().hears(ReportMistreatment(), "شي", "report_mistreatment", 0.2).ordered == []


def test_signs_are_thanked_for() -> None:
    assert Scene().hears(Inform(), "👍", "inform", 0.9).said == ["signs.received"]


@pytest.mark.parametrize("skill", [Greet(), Affirm(), Inform(), OutOfScope()])
def test_going_on_is_heard_whatever_the_model_thinks(skill: Greet) -> None:
    acted = Scene({"draft": DRAFT}).hears(skill, "أكمل الطلب", "out_of_scope", 0.2)
    assert acted.next == [IN_FORM]
    assert acted.slots["draft"]["step"] == "writer_name"


def test_going_on_without_a_draft_offers_a_new_one() -> None:
    assert Scene().presses(Affirm(), "affirm", act="resume").said == ["draft.none"]


def test_adding_is_heard_where_there_is_a_request() -> None:
    assert Scene({"requests": [REQUEST]}).hears(Inform(), "بدي أضيف على طلبي", "inform").next == [
        "follow_up_form"
    ]
    assert Scene().hears(Inform(), "بدي أضيف على طلبي", "inform").next == []


def test_a_named_kind_is_no_wish_for_a_human() -> None:
    acted = Scene().hears(RequestHuman(), "بدي مساعدة اجتماعية", "request_human")
    assert (acted.next, acted.ordered) == ([IN_FORM], [])


def test_a_question_that_names_a_kind_stays_a_question() -> None:
    assert Scene().hears(Greet(), "شو شروط الدعم المالي", "ask_support_eligibility").next == []


def test_inside_the_form_no_other_begins() -> None:
    assert Scene(form=IN_FORM).hears(Inform(), "دعم نفسي", "inform").next == []


def test_some_help_asks_which_unless_people_are_awaited() -> None:
    assert Scene().hears(Inform(), "بدي مساعدة", "help").said == ["request.which"]
    assert Scene({"queued": True}).hears(Inform(), "بدي مساعدة", "help").said == ["inform.queued"]


def test_yes_is_about_what_was_offered() -> None:
    human = Scene(slots={"offered": "human"}).hears(Affirm(), "نعم", "affirm")
    assert human.ordered == [("hand_over", {"reason": "asked"})]
    assert human.slots["offered"] is None
    withdraw = Scene(slots={"offered": {"withdraw": "482910"}}).hears(Affirm(), "نعم", "affirm")
    assert withdraw.ordered == [("withdraw_request", {"number": "482910"})]
    resume = Scene({"draft": DRAFT}, {"offered": "resume"}).hears(Affirm(), "نعم", "affirm")
    assert resume.next == [IN_FORM]


def test_here_or_by_a_call_in_words() -> None:
    after_refusal = Scene(slots={"offered": "human_or_call"})
    assert after_refusal.hears(Greet(), "هنا", "greet", 0.3).ordered == [
        ("hand_over", {"reason": "refused_consent"})
    ]
    call = after_refusal.hears(Greet(), "اتصلوا فيي", "greet", 0.3)
    assert (call.ordered, call.said) == ([("hand_over", {"reason": "callback"})], ["callback.ask_phone"])


def test_an_offer_is_forgotten_with_the_next_message() -> None:
    assert Scene(slots={"offered": "human"}).hears(Greet(), "مرحبا", "greet").slots["offered"] is None


@pytest.mark.parametrize(
    ("text", "ordered", "said"),
    [
        ("بدي بالانجليزي", [("set_language", {"language": "en"})], ["language.changed"]),
        ("in Arabic please", [("set_language", {"language": "ar"})], ["language.changed"]),
        ("can you speak French", [], ["language.only_two"]),
        ("غيروا اللغة", [], ["language.ask"]),
    ],
)
def test_languages(text: str, ordered: list[tuple[str, dict[str, str]]], said: list[str]) -> None:
    acted = Scene().hears(ChangeLanguage(), text, "change_language")
    assert (acted.ordered, acted.said) == (ordered, said)


def test_the_menu_follows_what_is_needed_now() -> None:
    assert "menu.status" not in Scene().hears(Greet(), "مرحبا", "greet").labels
    assert "menu.status" in Scene({"requests": [REQUEST]}).hears(Greet(), "مرحبا", "greet").labels
    assert Scene({"queued": True}).hears(OutOfScope(), "طقس", "out_of_scope").said == ["inform.queued"]
