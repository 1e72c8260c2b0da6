"""Words that are neither a wish nor a question."""

import pytest

from actions.hearing import asks_when, childs_age, despairs_of_us, feels, greets, is_shy, opens
from actions.human import Crisis
from actions.request import BeginRequest, ReadRequest
from actions.stop import Stop
from actions.talk import Affirm, ChangeLanguage, Deny, Goodbye, Inform, OutOfScope
from tests.unit.actions.acting import Scene


@pytest.mark.parametrize("text", ["ممكن", "ممكن سؤال", "لو سمحت", "عندي سؤال", "momken so2al", "can i ask"])
def test_who_asks_to_be_heard_is_told_to_go_on(text: str) -> None:
    assert opens(text)
    assert Scene().hears(OutOfScope(), text, "out_of_scope").said == ["listen.go_on"]


@pytest.mark.parametrize("text", ["سلام", "السلام", "salam"])
def test_a_word_of_peace_greets_when_it_comes_first(text: str) -> None:
    assert greets(text)
    first = Scene({"after_silence": True}).hears(Goodbye(), text, "goodbye")
    assert first.said == ["greet.hello"]
    assert Scene().hears(Goodbye(), text, "goodbye").said == ["goodbye.warm"]


def test_farewell_after_silence_stays_one() -> None:
    assert Scene({"after_silence": True}).hears(Goodbye(), "مع السلامة", "goodbye").said == ["goodbye.warm"]


@pytest.mark.parametrize("text", ["انا خايف", "زعلانة كتير", "مخنوقة ومقهورة", "i am scared"])
def test_fear_and_sadness_are_heard(text: str) -> None:
    assert feels(text)
    heard = Scene().hears(Inform(), text, "inform", 0.4)
    assert heard.said == ["care.heard"]
    assert heard.labels == ["menu.psychological", "menu.human"]


@pytest.mark.parametrize("text", ["محرجة احكي", "جوزي محبوس وما بدي حدا يعرف", "i am ashamed"])
def test_who_is_shy_is_told_who_reads(text: str) -> None:
    assert is_shy(text)
    assert Scene().hears(Inform(), text, "inform", 0.4).said == ["care.private"]


def test_a_curse_in_the_form_ends_it_as_a_complaint() -> None:
    form = {"kind": "financial_support", "fields": {}, "step": "for_whom"}
    facts = {"draft": {"id": "d1", **form, "age_days": 0}}
    scene = Scene(facts, {"draft": form}, "request_form")
    assert scene.hears(ReadRequest(), "حسبي الله ونعم الوكيل", "affirm").slots["finished"] == "complaint"


def test_a_sure_wish_goes_before_feelings() -> None:
    wish = Scene().hears(BeginRequest(), "خايفة وبدي دعم نفسي", "request_psychological_support")
    assert "care.heard" not in wish.said


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("مرحبا انا عمري ١١ سنة", 11),
        ("عمري 9", 9),
        ("i am 12 years old", 12),
        ("عمري 43 سنة", None),
        ("ابني عمره 11", None),
        ("عمري 3", None),
        ("i am 5 months pregnant", None),
        ("معي 12 دينار", None),
    ],
)
def test_the_age_of_who_writes(text: str, age: int | None) -> None:
    assert childs_age(text) == age


def test_a_child_gets_a_person() -> None:
    child = Scene().hears(Inform(), "انا عمري ١١ سنة", "inform")
    assert child.said == ["care.child"]
    assert child.ordered == [("hand_over", {"reason": "child"})]


@pytest.mark.parametrize("text", ["حسبي الله ونعم الوكيل فيكم", "الله لا يسامحكم"])
def test_despair_of_us_is_a_complaint(text: str) -> None:
    assert despairs_of_us(text)
    assert Scene().hears(Affirm(), text, "affirm").ordered == [("hand_over", {"reason": "complaint"})]


@pytest.mark.parametrize("text", ["طيب ايمتى بدكم تردو", "وينكم", "ليش ما حدا برد", "still waiting"])
def test_who_waits_hears_that_they_wait_still(text: str) -> None:
    assert asks_when(text)
    assert Scene({"queued": True}).hears(Inform(), text, "inform").ordered == [
        ("hand_over", {"reason": "asked"})
    ]
    assert Scene().hears(Inform(), text, "inform").ordered == []


@pytest.mark.parametrize("skill", [Affirm(), Deny()])
@pytest.mark.parametrize("text", ["zzzz kkk", "qwerty"])
def test_unknown_words_are_no_yes_and_no_no(skill: Affirm, text: str) -> None:
    assert Scene().hears(skill, text, skill.named.removeprefix("action_"), 0.95).said == [
        "not_understood.first"
    ]


@pytest.mark.parametrize(
    ("text", "confidence", "understood"), [("تفضلوا", 0.9, True), ("تفضلوا", 0.6, False)]
)
def test_an_arabic_yes_of_other_words_must_be_sure(text: str, confidence: float, understood: bool) -> None:
    said = Scene().hears(Affirm(), text, "affirm", confidence).said
    assert (said == ["affirm.nothing"]) is understood


def test_no_language_is_changed_by_a_guess() -> None:
    assert Scene().hears(ChangeLanguage(), "كلمة", "change_language", 0.5).said == ["not_understood.first"]


def test_a_named_kind_with_a_word_for_registering_is_a_wish_whatever_the_model_thinks() -> None:
    begun = Scene().hears(Inform(), "بدي أسجل طلب دعم نفسي لابني", "withdraw_request", 0.9)
    assert begun.slots["draft"]["kind"] == "psychological_support"


def test_a_guessed_wish_while_people_wait_is_only_taken_down() -> None:
    scene = Scene({"queued": True})
    guessed = scene.hears(BeginRequest(), "ابني الو سنة جوا", "request_social_support", 0.4)
    assert guessed.said == ["inform.queued"]
    assert scene.hears(BeginRequest(), "بدي مساعدة مالية", "request_financial_support").said == [
        "request.queued"
    ]


WHOLE = "انا ام احمد من اربد ابني احمد محبوس بدي مساعدة للايجار رقمي 0791112223"


def test_a_need_in_the_midst_of_details_begins_a_request() -> None:
    draft = Scene().hears(Inform(), WHOLE, "inform").slots["draft"]
    assert draft["kind"] == "financial_support"
    assert (draft["fields"]["governorate"], draft["fields"]["phone"]) == ("irbid", "+962791112223")


def test_details_that_nobody_asked_for_are_kept_for_the_request_that_follows() -> None:
    kept = Scene().hears(Inform(), "انا ام احمد من اربد وابني احمد", "inform")
    assert kept.said == ["inform.which"]
    wish = {"wish": kept.slots["wish"]}
    begun = Scene(slots=wish).presses(BeginRequest(), "request_social_support")
    assert begun.slots["draft"]["fields"]["governorate"] == "irbid"
    assert begun.slots["wish"] is None


def test_a_wish_that_somebody_returns_is_no_stop() -> None:
    assert Scene().hears(Stop(), "بدي بابا يرجع", "stop", 0.7).said == ["not_understood.first"]
    assert Scene().hears(Stop(), "توقفوا", "stop", 0.7).said == ["stop.nothing"]


def test_a_draft_that_was_erased_is_not_called_kept() -> None:
    assert Scene().presses(Affirm(), "affirm", act="keep_draft").said == ["draft.none"]


def test_a_button_that_is_none_of_the_forms_costs_no_patience() -> None:
    form = {"kind": "financial_support", "fields": {}, "step": "for_whom"}
    scene = Scene({"draft": {"id": "d1", **form, "age_days": 0}}, {"draft": form}, "request_form")
    assert scene.presses(ReadRequest(), "request_financial_support").events == []
    assert scene.presses(ReadRequest(), "event_attachment").events == []


def test_a_story_of_prison_without_a_question_is_read_and_asked_about() -> None:
    assert Scene().hears(Inform(), "ولد ولدي محبوس بالجويدة", "inform", 0.2).said == ["not_understood.story"]


def test_feelings_while_people_wait_need_no_buttons() -> None:
    waiting = Scene({"queued": True}).hears(Inform(), "انا خايف", "inform", 0.4)
    assert (waiting.said, waiting.labels) == (["care.heard_in_between"], [])


def test_a_bare_yes_to_keeping_keeps() -> None:
    draft = {"id": "d1", "kind": "job", "fields": {}, "step": "", "age_days": 0}
    stopped = Scene({"draft": draft}).presses(Stop(), "stop")
    offered = {"offered": stopped.slots["offered"]}
    assert Scene({"draft": draft}, offered).hears(Affirm(), "اه", "affirm").said == ["draft.kept"]


def test_details_in_a_story_are_kept_too() -> None:
    told = Scene().hears(Inform(), "انا ابو يوسف من الكرك ومرتي بالسجن", "inform", 0.2)
    assert told.slots["wish"].startswith("انا ابو يوسف")


@pytest.mark.parametrize(
    ("text", "begins"), [("bdi masari lal 7aleeb", True), ("كيف ابعث مصاري لابني", False)]
)
def test_money_to_live_on_is_not_money_to_send(text: str, begins: bool) -> None:
    heard = Scene().hears(Inform(), text, "ask_send_money")
    assert ("draft" in heard.slots) is begins


def test_a_death_is_condoled_before_the_caring_question() -> None:
    assert Scene().hears(Crisis(), "ابوي توفى وهو محبوس", "crisis_medical", 0.5).said == [
        "care.condolence",
        "crisis.check",
    ]


@pytest.mark.parametrize("text", ["ليش هالاسئلة", "ليش بدكم رقمي", "why do you ask"])
def test_why_a_form_asks_is_told_and_stops_nothing(text: str) -> None:
    form = {"kind": "financial_support", "fields": {}, "step": "phone"}
    scene = Scene({"draft": {"id": "d1", **form, "age_days": 0}}, {"draft": form}, "request_form")
    assert scene.hears(ReadRequest(), text, "stop").events == []
    assert scene.hears(Stop(), text, "stop").said == ["form.why"]
