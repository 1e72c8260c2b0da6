"""Each field of the form, answered in the ways people answer."""

import pytest

from bot.services.form_state import CONSENT, SUMMARY, Note, Verdict
from tests.unit.form.conversation import Filling


def test_the_form_goes_from_the_first_question_to_consent() -> None:
    filling = Filling.begun()
    for text in (
        "لي أنا",
        "سعاد",
        "ابني",
        "محمد",
        "الزرقا",
        "0791234567",
        "ما معنا أجار البيت",
        "هذا كل شيء",
    ):
        filling.say(text)
    assert filling.form.step == SUMMARY
    assert filling.say("صحيح", "affirm").form.step == CONSENT
    assert filling.say("نعم أوافق", "affirm").verdict is Verdict.CONSENTED
    assert filling.form.fields == {
        "for_whom": "self",
        "writer_name": "سعاد",
        "inmate_relation": "son",
        "inmate_name": "محمد",
        "governorate": "zarqa",
        "phone": "+962791234567",
        "need": "ما معنا أجار البيت",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("إلي", "self"), ("لي أنا", "self"), ("la nafsi", "self"), ("for me", "self"), ("لعيلتي", "relative"),
        ("لابني", "relative"), ("for my brother", "relative"), ("ولادي", "relative"), ("لجارتي", "other"),
        ("لصديق", "other"), ("someone else", "other"),
    ],
)  # fmt: skip
def test_for_whom(text: str, value: str) -> None:
    assert Filling.at("for_whom").say(text).form.fields["for_whom"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سعاد", "سعاد"), ("أم محمد", "أم محمد"), ("اسمي سعاد أحمد", "سعاد أحمد"), ("أنا أم أحمد", "أم أحمد"),
        ("my name is Suad", "Suad"), ("Om Ahmad", "Om Ahmad"), ("esmi suad", "suad"), ("سعاد علي الخطيب", "سعاد علي الخطيب"),
    ],
)  # fmt: skip
def test_the_writers_name(text: str, value: str) -> None:
    assert Filling.at("writer_name").say(text).form.fields["writer_name"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ابني", "son"), ("إبني الكبير", "son"), ("جوزي", "husband"), ("زوجتي", "wife"), ("أخوي", "brother"),
        ("my sister", "sister"), ("أبوي", "father"), ("ommi", "mother"), ("ابن أختي", "other"), ("جوز بنتي", "other"),
        ("خطيبي", "other"), ("أنا", "self"), ("أنا نفسي", "self"), ("ibni", "son"), ("jozi", "husband"),
    ],
)  # fmt: skip
def test_the_relation(text: str, value: str) -> None:
    assert Filling.at("inmate_relation").say(text).form.fields["inmate_relation"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الزرقا", "zarqa"), ("الزرقاء", "zarqa"), ("بالزرقا", "zarqa"), ("zarqa", "zarqa"), ("el zar2a", "zarqa"),
        ("عمّان", "amman"), ("3amman", "amman"), ("اربد", "irbid"), ("إربد", "irbid"), ("من الرمثا", "irbid"),
        ("السلط", "balqa"), ("مخيم البقعة", "balqa"), ("الرصيفه", "zarqa"), ("وادي موسى", "maan"), ("ma3an", "maan"),
        ("Ma'an", "maan"), ("الطفيله", "tafilah"), ("كرك", "karak"), ("جرش", "jerash"), ("مادبا", "madaba"),
        ("عجلون", "ajloun"), ("3ajloun", "ajloun"), ("العقبه", "aqaba"), ("المفرق", "mafraq"), ("المفرئ", "mafraq"),
        ("سكان الكرامة", "balqa"), ("I live in Irbid", "irbid"), ("صويلح", "amman"),
    ],
)  # fmt: skip
def test_the_governorate(text: str, value: str) -> None:
    assert Filling.at("governorate").say(text).form.fields["governorate"] == value


@pytest.mark.parametrize(
    "text",
    [
        "0791234567", "٠٧٩١٢٣٤٥٦٧", "079 123 4567", "079-123-4567", "+962 79 123 4567", "00962791234567", "962791234567",
        "791234567", "رقمي 0791234567 بعد العصر",
    ],
)  # fmt: skip
def test_the_phone(text: str) -> None:
    assert Filling.at("phone").say(text).form.fields["phone"] == "+962791234567"


def test_a_number_that_is_too_short_is_asked_for_again() -> None:
    filling = Filling.at("phone").say("07912345")
    assert (filling.verdict, filling.form.step, filling.form.tries) == (Verdict.UNCLEAR, "phone", 1)


@pytest.mark.parametrize("text", ["تخطي", "skip", "ما بدي", "لا", "مش ضروري", "ما عندي تلفون"])
def test_an_optional_question_is_passed_over_in_words(text: str) -> None:
    filling = Filling.at("phone").say(text, "deny")
    assert filling.form.fields["phone"] is None
    assert filling.form.step == "need"


@pytest.mark.parametrize("step", ["writer_name", "inmate_name", "phone"])
@pytest.mark.parametrize(
    "text", ["تخطي", "ما بحب احكي", "ما بدي اعطي رقمي", "لا اريد", "I don't want to say"]
)
def test_who_would_rather_not_say_is_not_asked_twice(step: str, text: str) -> None:
    filling = Filling.at(step).say(text, "ask_privacy", 0.98)
    assert (filling.verdict, filling.form.fields[step]) == (Verdict.ANSWER, None)


@pytest.mark.parametrize("text", ["نعم", "أخوي الصغير", "her father", "تمام"])
def test_what_is_no_name(text: str) -> None:
    assert Filling.at("writer_name").say(text, "affirm").verdict is Verdict.UNCLEAR


def test_words_about_the_need_are_kept_in_any_step() -> None:
    filling = Filling.at("inmate_relation").say("ما معي اجار", "request_financial_support")
    assert filling.form.fields["need"] == "ما معي اجار"
    assert filling.form.step == "inmate_relation"
    bare = Filling.at("inmate_relation").say("بدي مساعدة مالية", "request_financial_support")
    assert "need" not in bare.form.fields


def test_what_is_needed_is_not_passed_over() -> None:
    filling = Filling.at("governorate").say("تخطي", "deny")
    assert filling.verdict is Verdict.UNCLEAR
    assert "governorate" not in filling.form.fields


def test_a_released_person_is_not_asked_for_another_name() -> None:
    filling = Filling.at("inmate_relation").say("أنا نفسي")
    assert filling.form.step == "governorate"


def test_becoming_the_released_person_drops_the_other_name() -> None:
    filling = Filling.at("governorate").press(field="inmate_relation", value="self")
    assert "inmate_name" not in filling.form.fields


def test_the_story_takes_several_messages() -> None:
    filling = Filling.at("need").say("ما معنا أجار").say("والكهربا مقطوعة", "request_financial_support")
    filling.say("كم بتعطوا مساعدة للعيلة اللي عندها خمس ولاد صغار ومدارس وأجار", "ask_support_eligibility")
    assert filling.form.fields["need"].count("\n") == 2
    assert filling.form.step == "need"
    assert filling.press(act="done").form.step == SUMMARY


@pytest.mark.parametrize("text", ["هذا كل شيء", "بس هيك", "خلص", "that's all", "لا"])
def test_the_story_ends_in_words(text: str) -> None:
    assert Filling.at("need", need="أجار").say(text, "deny").form.step == SUMMARY


def test_the_story_cannot_end_before_it_began() -> None:
    assert Filling.at("need").press(act="done").verdict is Verdict.UNCLEAR
    assert Filling.at("need").say("بس هيك").verdict is Verdict.UNCLEAR


def test_a_very_long_story_is_cut() -> None:
    filling = Filling.at("need").say("كلام " * 3000)
    assert len(filling.form.fields["need"]) == 6000


def test_two_values_in_one_answer() -> None:
    filling = Filling.at("writer_name").say("اسمي سعاد من الزرقا 0791234567")
    assert filling.form.fields["writer_name"] == "سعاد"
    assert filling.form.fields["governorate"] == "zarqa"
    assert filling.form.fields["phone"] == "+962791234567"


def test_a_long_answer_to_a_short_question_also_becomes_the_story() -> None:
    text = "الزرقا وجوزي محبوس من ثلاث شهور وما معنا ناكل"
    filling = Filling.at("governorate").say(text, "request_financial_support")
    assert filling.form.fields["governorate"] == "zarqa"
    assert filling.form.fields["need"] == text


def test_a_story_in_the_wrong_place_is_kept_and_the_question_asked_again() -> None:
    filling = Filling.at("phone").say(
        "والله وضعنا صعب كتير والولاد بلا حليب من يومين", "request_financial_support"
    )
    assert filling.form.step == "phone"
    assert filling.form.note is Note.NOTED
    assert "حليب" in filling.form.fields["need"]


def test_consent_needs_a_clear_yes() -> None:
    for text in ("يعني شو", "طيب بس مين بشوفها", "ممكن"):
        assert Filling.at(CONSENT).say(text, "inform", 0.4).verdict is Verdict.UNCLEAR
    assert Filling.at(CONSENT).say("لا أوافق", "deny").verdict is Verdict.REFUSED
    assert Filling.at(CONSENT).press(act="refuse").verdict is Verdict.REFUSED
    assert Filling.at(CONSENT).press(act="consent").verdict is Verdict.CONSENTED


def test_a_consent_button_counts_only_right_after_the_question() -> None:
    assert Filling.at("phone").press(act="consent").verdict is Verdict.ANSWER
    assert Filling.at(SUMMARY).press(act="refuse").verdict is Verdict.ANSWER


def test_more_words_at_the_summary_go_into_the_story() -> None:
    filling = Filling.at(SUMMARY).say("وكمان الدوا غالي وما معنا", "request_financial_support")
    assert filling.form.step == SUMMARY
    assert filling.form.fields["need"].endswith("وكمان الدوا غالي وما معنا")


def test_failures_are_counted_and_forgotten_with_the_next_answer() -> None:
    filling = Filling.at("governorate").say("ههه", "out_of_scope", 0.2).say("ممم", "inform", 0.2)
    assert filling.form.tries == 2
    assert filling.say("اربد").form.tries == 0
