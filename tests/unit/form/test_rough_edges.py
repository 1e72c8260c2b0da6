"""What was seen to go wrong in real conversations."""

import pytest

from bot.services.ask_form import ask
from bot.services.form_state import CHOOSING, CONSENT, SUMMARY, Verdict
from tests.unit.form.conversation import Filling


@pytest.mark.parametrize("text", ["zzzz kkk", "هلا والله", "تفضلوا"])
def test_consent_needs_a_word_for_yes(text: str) -> None:
    assert Filling.at(CONSENT).say(text, "affirm", 0.97).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("text", ["اه اكيد بوافق", "نعم والله", "ok sure"])
def test_a_yes_with_more_words_is_consent(text: str) -> None:
    assert Filling.at(CONSENT).say(text, "affirm", 0.9).verdict is Verdict.CONSENTED


def test_yes_and_no_at_once_is_neither() -> None:
    assert Filling.at(CONSENT).say("اه لا", "affirm", 0.9).verdict is Verdict.UNCLEAR


def test_refusing_needs_a_word_for_no() -> None:
    assert Filling.at(CONSENT).say("zzzz", "deny", 0.97).verdict is Verdict.UNCLEAR
    assert Filling.at(CONSENT).say("لا والله ما بدي", "deny", 0.9).verdict is Verdict.REFUSED


def test_the_summary_is_not_confirmed_by_unknown_words() -> None:
    assert Filling.at(SUMMARY).say("zzzz kkk", "affirm", 0.97).form.step == SUMMARY


def test_nothing_is_wrong_after_all() -> None:
    choosing = Filling.at(SUMMARY).press("choose")
    assert ask(choosing.form)[-1].choices[-1].label == "button.nothing_wrong"
    assert choosing.press("nothing_wrong").form.step == CONSENT


@pytest.mark.parametrize("text", ["لا", "ولا اشي تمام", "بس هيك"])
def test_nothing_is_wrong_in_words(text: str) -> None:
    heard = Filling.at(CHOOSING).say(text, "deny", 0.9)
    assert heard.form.step in (CONSENT, CHOOSING)
    assert heard.verdict is not Verdict.REFUSED


def test_that_button_pressed_late_changes_nothing() -> None:
    assert Filling.at("phone").press("nothing_wrong").form.step == "phone"


@pytest.mark.parametrize("place", ["الزرقا", "عمان", "السلط", "Zarqa"])
def test_a_governorate_is_nobodys_name(place: str) -> None:
    filling = Filling.at("inmate_name").say(place)
    assert filling.form.fields.get("inmate_name") is None
    assert filling.form.fields["governorate"]


def test_a_wish_that_somebody_returns_does_not_stop_the_form() -> None:
    assert Filling.at("for_whom").say("بدي بابا يرجع", "stop", 0.7).verdict is not Verdict.STOP
    assert Filling.at("for_whom").say("توقفوا", "stop", 0.5).verdict is Verdict.STOP


def test_who_cannot_get_past_a_question_gets_a_person() -> None:
    filling = Filling.at("inmate_relation")
    for _ in range(4):
        assert filling.say("مش عارفة").verdict is Verdict.UNCLEAR
    assert filling.say("مش عارفة").verdict is Verdict.HUMAN


def test_what_was_told_already_is_not_called_nothing() -> None:
    filling = Filling.at("need", need="الإيجار").say("👍", "affirm", 0.4)
    assert ask(filling.form)[-1].message == "form.need.have"


@pytest.mark.parametrize(("text", "aside"), [("هل هذه الخدمة مجانية؟", True), ("الخدمة مجانية", False)])
def test_a_question_mark_in_the_story_helps_an_unsure_question(text: str, aside: bool) -> None:
    heard = Filling.at("need").say(text, "ask_support_eligibility", 0.4)
    assert (heard.verdict is Verdict.QUESTION) is aside


def test_for_me_is_nobodys_name_and_a_mothers_name_no_relative() -> None:
    assert Filling.at("writer_name").say("لي").verdict is Verdict.UNCLEAR
    assert Filling.at("inmate_relation").say("ام محمد").form.fields.get("inmate_relation") is None
    assert Filling.at("inmate_relation").say("امي").form.fields["inmate_relation"] == "mother"
