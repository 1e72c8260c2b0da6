"""Any answer can be changed, in words or by button."""

import pytest

from bot.services.form_state import CHOOSING, CONSENT, SUMMARY, Note, Verdict
from tests.unit.form.conversation import Filling


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("لا قصدي الزرقا", "governorate", "zarqa"),
        ("مش عمان، الزرقا", "governorate", "zarqa"),
        ("غلط، أنا من اربد", "governorate", "irbid"),
        ("sorry i meant Irbid", "governorate", "irbid"),
        ("غلط الاسم، اسمه خالد", "inmate_name", "خالد"),
        ("صححوا الاسم اسمي فاطمة", "writer_name", "فاطمة"),
        ("الرقم غلط 0777654321", "phone", "+962777654321"),
    ],
)
@pytest.mark.parametrize("step", ["need", SUMMARY, CONSENT])
def test_in_words(step: str, text: str, field: str, value: str) -> None:
    filling = Filling.at(step).say(text, "inform")
    assert filling.verdict is Verdict.CORRECTION
    assert filling.form.fields[field] == value
    assert (filling.form.note, filling.form.noted) == (Note.CORRECTED, field)


def test_naming_the_answer_is_enough_but_not_inside_the_story() -> None:
    assert Filling.at(SUMMARY).say("المحافظة الكرك").form.fields["governorate"] == "karak"
    assert Filling.at("phone").say("اسمه خالد مش محمد").form.fields["inmate_name"] == "خالد"
    assert Filling.at("need").say("العنوان الكرك").form.fields["need"] == "العنوان الكرك"


def test_right_after_the_answer() -> None:
    filling = Filling.at("governorate").say("عمان").say("لا قصدي الزرقا", "deny")
    assert filling.form.fields["governorate"] == "zarqa"
    assert filling.form.step == "phone"


def test_right_after_a_button() -> None:
    filling = Filling.at("governorate").press(field="governorate", value="amman").say("لا قصدي الكرك")
    assert filling.form.fields["governorate"] == "karak"


def test_a_name_right_after_it() -> None:
    filling = Filling.at("writer_name").say("سعاد").say("لا قصدي سعيد")
    assert filling.form.fields["writer_name"] == "سعيد"
    assert filling.form.step == "inmate_relation"


@pytest.mark.parametrize(
    ("step", "text", "field", "value"),
    [
        ("phone", "لا اربد", "governorate", "irbid"),
        ("inmate_name", "لا مش ابني زوجي", "inmate_relation", "husband"),
        (CONSENT, "لا اربد", "governorate", "irbid"),
    ],
)
def test_no_and_the_right_value(step: str, text: str, field: str, value: str) -> None:
    assert Filling.at(step).say(text, "deny").form.fields[field] == value


def test_only_the_named_answer_changes() -> None:
    filling = Filling.at(SUMMARY).say("الرقم غلط هاد رقم جوزي 0777654321", "inform")
    assert filling.form.fields["phone"] == "+962777654321"
    assert filling.form.fields["inmate_relation"] == "son"


def test_no_alone_with_words_is_no_correction() -> None:
    assert Filling.at(CONSENT).say("لا ما بوافق", "deny").verdict is Verdict.REFUSED
    assert Filling.at("phone").say("لا ما بدي اعطي رقمي", "deny").form.fields["phone"] is None


def test_a_field_named_while_choosing_is_no_question() -> None:
    assert Filling.at(CHOOSING).say("the phone", "ask_remote_contact", 0.94).form.step == "phone"
    assert Filling.at(SUMMARY).say("correct", "affirm").form.step == CONSENT


def test_before_any_answer_i_meant_is_just_the_answer() -> None:
    filling = Filling.at("governorate").say("لا قصدي الزرقا", "deny")
    assert filling.verdict is Verdict.ANSWER
    assert filling.form.fields["governorate"] == "zarqa"


def test_saying_only_which_answer_is_wrong_asks_it_again_and_comes_back() -> None:
    filling = Filling.at(SUMMARY).say("المحافظة غلط", "inform")
    assert (filling.verdict, filling.form.step) == (Verdict.CORRECTION, "governorate")
    assert filling.say("اربد").form.step == SUMMARY
    assert filling.form.fields["governorate"] == "irbid"


def test_in_the_middle_it_goes_on_where_it_was() -> None:
    filling = Filling.at("phone").say("اسمي غلط", "inform")
    assert filling.form.step == "writer_name"
    assert filling.say("فاطمة").form.step == "phone"


def test_no_at_the_summary_asks_which() -> None:
    for text in ("لا", "في غلط", "مش صحيح"):
        assert Filling.at(SUMMARY).say(text, "deny").form.step == CHOOSING


def test_choosing_by_button_and_in_words() -> None:
    assert Filling.at(SUMMARY).press(act="choose").press(act="fix", field="phone").form.step == "phone"
    assert Filling.at(CHOOSING).say("الهاتف").form.step == "phone"
    assert Filling.at(CHOOSING).say("لا خلص").form.step == CHOOSING
    assert Filling.at(CHOOSING).say("لا").form.step == CONSENT


def test_the_value_itself_while_choosing() -> None:
    filling = Filling.at(CHOOSING).say("0777654321")
    assert filling.form.fields["phone"] == "+962777654321"
    assert filling.form.step == SUMMARY


def test_the_story_is_told_anew_when_it_is_the_one() -> None:
    filling = Filling.at(CHOOSING).press(act="fix", field="need")
    assert filling.form.step == "need"
    assert filling.say("الدوا مش الأجار").press(act="done").form.step == SUMMARY
    assert filling.form.fields["need"] == "الدوا مش الأجار"


def test_a_correction_at_consent_shows_the_summary_again() -> None:
    filling = Filling.at(CONSENT).say("لا قصدي الزرقا", "deny")
    assert filling.form.step == SUMMARY


def test_a_late_button_changes_its_own_answer_only() -> None:
    filling = Filling.at("phone").press(field="governorate", value="karak")
    assert filling.verdict is Verdict.CORRECTION
    assert (filling.form.fields["governorate"], filling.form.step) == ("karak", "phone")


def test_a_late_button_with_the_same_value_does_nothing() -> None:
    filling = Filling.at("phone").press(field="governorate", value="amman")
    assert filling.form.note is Note.NONE


def test_a_late_skip_or_done_does_nothing() -> None:
    assert Filling.at("need").press(act="skip", field="writer_name").form.fields["writer_name"] == "سعاد"
    assert Filling.at(SUMMARY).press(act="done").form.step == SUMMARY
    assert Filling.at("phone").press(act="confirm").form.step == "phone"


def test_words_in_the_story_that_only_sound_like_a_correction_stay_in_it() -> None:
    text = "كل شي صار غلط بحياتنا من يوم ما دخل وما عاد حدا يساعدنا بالأجار"
    assert Filling.at("need").say(text).form.fields["need"] == text


def test_a_correction_that_names_nothing_inside_the_story_is_a_part_of_it() -> None:
    assert Filling.at("need").say("صار معي غلط بالدوا").form.fields["need"] == "صار معي غلط بالدوا"
