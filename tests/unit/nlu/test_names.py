"""Names of people, as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.names import bare_name, others_name, writers_name


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
