"""Questions, stops and other things said in the middle of the form."""

import pytest

from bot.services.form_state import CONSENT, SUMMARY, Note, Verdict
from tests.unit.form.conversation import Filling

STEPS = [
    "for_whom",
    "writer_name",
    "inmate_relation",
    "inmate_name",
    "governorate",
    "phone",
    "need",
    SUMMARY,
    CONSENT,
]


@pytest.mark.parametrize("step", STEPS)
def test_a_question_leaves_the_form_as_it_was(step: str) -> None:
    filling = Filling.at(step)
    before = filling.form
    assert filling.say("متى مواعيد الزيارة؟", "ask_visit_times").verdict is Verdict.QUESTION
    assert filling.form == before


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("text", ["توقف", "بطلت", "stop", "إلغاء"])
def test_stop_in_words(step: str, text: str) -> None:
    assert Filling.at(step).say(text, "stop").verdict is Verdict.STOP


@pytest.mark.parametrize("step", STEPS)
def test_stop_by_intent(step: str) -> None:
    assert Filling.at(step).say("ما بدي كل هالقصة", "stop").verdict is Verdict.STOP


@pytest.mark.parametrize("step", STEPS)
def test_a_human_by_word_or_button(step: str) -> None:
    assert Filling.at(step).say("بدي أحكي مع موظف", "request_human").verdict is Verdict.HUMAN
    assert Filling.at(step).say("", "request_human", 1.0).verdict is Verdict.HUMAN


@pytest.mark.parametrize("step", STEPS)
def test_mistreatment_ends_the_form_wherever_it_is(step: str) -> None:
    text = "ضربوا ابني جوا وكسروا ايده والضابط هددنا إذا حكينا"
    assert Filling.at(step).say(text, "report_mistreatment").verdict is Verdict.MISTREATMENT


def test_a_complaint_ends_the_form() -> None:
    assert Filling.at("phone").say("خدمتكم سيئة وبدي اشتكي", "complain").verdict is Verdict.COMPLAINT


@pytest.mark.parametrize(
    "intent", ["greet", "thank", "help", "bot_challenge", "check_request_status", "ask_privacy"]
)
def test_talk_is_answered_aside(intent: str) -> None:
    assert Filling.at("phone").say("كلام قصير", intent).verdict is Verdict.QUESTION


def test_a_clear_answer_wins_over_a_wrong_guess() -> None:
    assert Filling.at("governorate").say("الزرقا", "greet", 0.95).verdict is Verdict.ANSWER
    assert Filling.at("writer_name").say("أمل", "thank", 0.7).form.fields["writer_name"] == "أمل"


def test_a_name_like_a_question_is_a_question() -> None:
    assert Filling.at("writer_name").say("ليش بدكم اسمي؟", "ask_privacy", 0.65).verdict is Verdict.QUESTION


def test_an_unsure_question_is_not_one() -> None:
    assert Filling.at("phone").say("شو هاد", "ask_bail", 0.3).verdict is Verdict.UNCLEAR


def test_inside_the_story_only_a_short_sure_question_is_one() -> None:
    assert Filling.at("need").say("مين بشوف معلوماتي؟", "ask_privacy").verdict is Verdict.QUESTION
    unsure = Filling.at("need").say("جوزي عليه كفالة وما معنا", "ask_bail", 0.5)
    assert unsure.form.fields["need"] == "جوزي عليه كفالة وما معنا"


def test_another_request_is_left_to_the_rules_but_not_inside_the_story() -> None:
    assert Filling.at("phone").say("بدي شغل", "request_job").verdict is Verdict.QUESTION
    assert Filling.at("need").say("بدي شغل لابني", "request_job").form.fields["need"] == "بدي شغل لابني"


def test_the_same_wish_again_is_no_digression() -> None:
    filling = Filling.at("phone").say("بدي مساعدة", "request_financial_support")
    assert filling.verdict is Verdict.UNCLEAR


def test_danger_in_the_story_is_kept_and_nothing_is_asked_on() -> None:
    filling = Filling.at("need").say("تعبت وما بدي أعيش", "crisis_self_harm", 0.5)
    assert filling.form.fields["need"] == "تعبت وما بدي أعيش"
    assert filling.form.note is Note.WORRIED


def test_danger_elsewhere_leaves_the_step() -> None:
    filling = Filling.at("phone").say("تعبت من كل شي", "crisis_self_harm", 0.5)
    assert (filling.form.step, filling.form.tries, filling.form.note) == ("phone", 0, Note.WORRIED)


def test_enough_ends_a_story_and_stops_a_form_without_one() -> None:
    assert Filling.at("need", need="أجار").say("خلص").form.step == SUMMARY
    assert Filling.at("phone").say("خلص").verdict is Verdict.STOP


def test_the_drafts_buttons_inside_the_form() -> None:
    assert Filling.at("phone").press(act="resume").form.step == "phone"
    assert Filling.at("phone").press(act="erase_draft").verdict is Verdict.ERASED
    assert Filling.at("phone").press(act="keep_draft").verdict is Verdict.STOP
