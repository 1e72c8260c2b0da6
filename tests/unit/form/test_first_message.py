"""What the first message said is not asked again."""

import pytest

from bot.services.form_state import Note
from tests.unit.form.conversation import Filling


def test_everything_in_one_message() -> None:
    text = "اسمي سعاد من الزرقا جوزي محبوس وما معنا أجار البيت رقمي 0791234567"
    form = Filling.begun(text).form
    assert form.fields == {
        "writer_name": "سعاد",
        "inmate_relation": "husband",
        "governorate": "zarqa",
        "phone": "+962791234567",
        "need": text,
    }
    assert form.step == "for_whom"
    assert form.note is Note.BEGUN


def test_the_questions_skip_what_was_said() -> None:
    filling = Filling.begun("اسمي سعاد من الزرقا جوزي محبوس وما معنا أجار البيت رقمي 0791234567")
    assert filling.press(field="for_whom", value="self").form.step == "inmate_name"
    assert filling.press(act="skip", field="inmate_name").form.step == "need"


def test_a_long_first_message_is_the_storys_beginning_not_its_end() -> None:
    filling = Filling.begun("جوزي بالسجن والولاد بدهم مصاريف مدرسة وما معي ولا قرش")
    for act, field in (("", "for_whom"), ("skip", "writer_name"), ("skip", "inmate_name")):
        filling.press(act=act, field=field, value="" if act else "self")
    filling.say("اربد").press(act="skip", field="phone")
    assert filling.form.step == "need"
    assert filling.form.fields["need"].startswith("جوزي بالسجن")


def test_a_short_wish_is_no_story() -> None:
    assert Filling.begun("بدي مساعدة مالية").form.fields == {}


def test_a_short_wish_that_says_for_what_is_a_story() -> None:
    assert Filling.begun("بدي مساعدة بالأجار").form.fields == {"need": "بدي مساعدة بالأجار"}


def test_a_button_begins_with_nothing_known() -> None:
    assert Filling.begun().form.fields == {}


def test_the_centre_is_not_where_the_family_lives() -> None:
    assert (
        "governorate" not in Filling.begun("ابني بسجن الزرقا وبدنا مساعدة لو سمحتوا ما معنا شي").form.fields
    )


def test_two_relatives_leave_the_relation_open() -> None:
    assert "inmate_relation" not in Filling.begun("ابني وجوزي ما معهم شي من يوم ما انحبس").form.fields


def test_of_two_relatives_the_one_in_prison_is_meant() -> None:
    fields = Filling.begun("ابني تعبان من يوم ما انحبس أبوه جوزي بالسجن").form.fields
    assert fields["inmate_relation"] == "husband"


def test_of_two_places_the_one_where_they_live_is_meant() -> None:
    fields = Filling.begun("ساكنين بالمفرق وكل أسبوع بنروح على اربد وبدنا مساعدة بالأجار").form.fields
    assert fields["governorate"] == "mafraq"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أنا عبد الرحيم فايز الرواشدة من الكرك، ابني اسمه همام محبوس بسواقة ورقمي 0772310987 وبدنا مساعدة",
            {
                "writer_name": "عبد الرحيم فايز الرواشدة",
                "inmate_relation": "son",
                "inmate_name": "همام",
                "governorate": "karak",
                "phone": "+962772310987",
            },
        ),
        (
            "my husband Omar Khaled is in Swaqa prison and we live in Zarqa, I need help with the rent",
            {"inmate_relation": "husband", "inmate_name": "Omar Khaled", "governorate": "zarqa"},
        ),
        (
            "esmi rania, akhooy laith ma7boos bl mwaqqar w e7na mn irbid, bdna mosa3ade bl ajar",
            {
                "writer_name": "rania",
                "inmate_relation": "brother",
                "inmate_name": "laith",
                "governorate": "irbid",
            },
        ),
        (
            "ana em ahmad mn el rusaifa, ebni jowwa b swaqa w bdna msa3ade bl ajar, ra2mi 0777654321",
            {
                "writer_name": "em ahmad",
                "inmate_relation": "son",
                "governorate": "zarqa",
                "phone": "+962777654321",
            },
        ),
        (
            "أنا والد النزيل فراس الزعبي من سكان جرش وهاتفي صفر سبعة سبعة اثنين ثلاثة واحد صفر تسعة ثمانية سبعة",
            {
                "inmate_relation": "son",
                "inmate_name": "فراس الزعبي",
                "governorate": "jerash",
                "phone": "+962772310987",
            },
        ),
    ],
)
def test_long_first_messages(text: str, expected: dict[str, str]) -> None:
    fields = Filling.begun(text).form.fields
    assert {name: value for name, value in fields.items() if name != "need"} == expected


def test_a_child_with_a_name_is_no_inmate() -> None:
    assert "inmate_name" not in Filling.begun("بدي دعم نفسي لبنتي سارة ما بتنام من الخوف").form.fields


def test_a_relative_without_custody_is_no_inmate() -> None:
    assert "inmate_relation" not in Filling.begun("بدي دعم نفسي لبنتي ما بتنام").form.fields


def test_two_places_leave_the_governorate_open() -> None:
    assert "governorate" not in Filling.begun("كنا في عمان وهلأ بالكرك وبدنا مساعدة بالأجار").form.fields


def test_arabizi() -> None:
    form = Filling.begun("ana men el zarqa w jozi mahbos bdna mosa3ade bel ajar").form
    assert form.fields["governorate"] == "zarqa"
    assert form.fields["inmate_relation"] == "husband"


def test_english() -> None:
    form = Filling.begun("my name is Suad, my husband is in prison and we cannot pay the rent in Irbid").form
    assert form.fields["writer_name"] == "Suad"
    assert form.fields["inmate_relation"] == "husband"
    assert form.fields["governorate"] == "irbid"
