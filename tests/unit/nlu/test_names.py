"""Names of people, as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.lexicons import rows, words
from nlu.text.names import bare_name, others_name, people, writers_name
from nlu.text.pieces import plain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اسمي سعاد", "سعاد"),
        ("أنا اسمي سعاد محمود وبدي مساعدة", "سعاد محمود"),
        ("معكم أبو خالد من اربد", "أبو خالد"),
        ("أنا أم محمد من الزرقا", "أم محمد"),
        ("my name is Layla and I need help", "Layla"),
        ("esmi suad", "suad"),
        ("اسمي سُعاد، من الكرك", "سُعاد"),
    ],
)
def test_the_writers_own(text: str, name: str) -> None:
    assert writers_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اسمه محمد محبوس بسواقة", "محمد"),
        ("واسمها هناء", "هناء"),
        ("esmo khaled", "khaled"),
        ("his name is Omar", "Omar"),
    ],
)
def test_anothers(text: str, name: str) -> None:
    assert others_name(text) == name


def told(text: str) -> list[tuple[str, str]]:
    return [("inmate" if name.inmate else "person", text[name.start : name.end]) for name in people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he is my brother, name is Tareq Masoud", [("inmate", "Tareq Masoud")]),
        ("تعرّض شقيقي سامر للضرب", [("inmate", "سامر")]),
        ("see my nephew Hamza in Marka", [("inmate", "Hamza")]),
        ("وين محبوس: رامي عوض أبو شمالة", [("inmate", "رامي عوض أبو شمالة")]),
        ("النزيل شادي بسام يوسف النجار", [("inmate", "شادي بسام يوسف النجار")]),
        ("ابوي الحج مصطفى الشريدة", [("inmate", "مصطفى الشريدة")]),
        ("sajlo el nazeel yahya abu zaid", [("inmate", "yahya abu zaid")]),
        ("محمود خالد عبد الرحمن الزعبي", [("person", "محمود خالد عبد الرحمن الزعبي")]),
        ("علي حسين جاسم الساعدي", [("person", "علي حسين جاسم الساعدي")]),
        ("my name is Maricel Santos Dela Cruz", [("person", "Maricel Santos Dela Cruz")]),
        ("I'm his sister, Hanan", [("person", "Hanan")]),
        ("الباحثة اللي اسمها رنا", [("person", "رنا")]),
        ("اعتراضي على أسلوب السيد وليد", [("person", "وليد")]),
        ("شيلوا موعدي باسم أم قيس", [("person", "أم قيس")]),
        (
            "أنا عبد الرحيم فايز الرواشدة، ابني اسمه همام وعمره ٢٦",
            [("person", "عبد الرحيم فايز الرواشدة"), ("inmate", "همام")],
        ),
    ],
)
def test_names_by_what_stands_around_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "انت بني آدم ولا آلة؟",
        "bani adam wala robot",
        "اسمه عليه إيجارات محكومة",
        "بيطلع اسمي وبيستنوني نص ساعة",
        "شيلوا اسمي من عندكم",
        "ابني علي قضية شيكات",
        "اخوي على الكبتاجون من سنتين",
        "ما حدا سأل عنه لا ام ولا اخ",
        "bokra bye6la3 a5oy, njeeb ma3na wara2",
        "مش هاظا مطعم أبو حسام",
        "رقمي واسمي امحوهم",
        "شارع محمد الخامس وين",
    ],
)
def test_no_names(text: str) -> None:
    assert told(text) == []


def test_the_name_of_staff_is_not_the_writers() -> None:
    assert writers_name("الموظفة اسمها سناء") is None
    assert others_name("الموظفة اسمها سناء") is None


def test_a_relatives_name_is_told_only_where_it_is_said_to_be_one() -> None:
    assert others_name("ابني محمد محبوس") == "محمد"
    assert others_name("ابني محمد محبوس", told=True) is None


def test_the_list_of_names_is_long_and_holds_none_twice() -> None:
    listed = [
        (row["kind"] == "family", plain(name)) for row in rows("names") for name in row["script"].split("|")
    ]
    assert len(rows("names")) >= 1200
    assert len(listed) == len(set(listed))


def test_every_sure_name_is_known_by_itself() -> None:
    given = [row["script"].split("|")[0] for row in rows("names") if row["kind"] != "family"]
    sure = [name for name in given if plain(name) not in words("doubtful_names") and " " not in plain(name)]
    assert [name for name in sure if others_name(f"اسمه {name}") != name] == []


@pytest.mark.parametrize("text", ["اسمي", "اسمي غلط", "شو اسمي", "أنا من الزرقا", "my name", "أنا أم"])
def test_no_name_is_given(text: str) -> None:
    assert writers_name(text) is None
    assert others_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سعاد", "سعاد"),
        ("أنا سعاد", "سعاد"),
        ("هو محمد علي", "محمد علي"),
        ("Um Ahmad", "Um Ahmad"),
        ("عبد الله", "عبد الله"),
    ],
)
def test_a_message_that_is_a_name(text: str, name: str) -> None:
    assert bare_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "ليش بدكم اسمي",
        "ما بدي",
        "0791234567",
        "وين المكتب",
        "بدي موظف لو سمحت",
        "كل هذا الكلام مش اسم حدا",
        "؟",
        "",
    ],
)
def test_a_message_that_is_none(text: str) -> None:
    assert bare_name(text) is None


@given(st.text(max_size=120))
def test_a_name_is_a_piece_of_what_was_written(text: str) -> None:
    for name in (writers_name(text), others_name(text), bare_name(text)):
        assert name is None or (name and name in text)
