"""Messages that are nothing but a known phrase, and words that name options and fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.lexicons import rows
from nlu.text.options import named_fields, option, says
from nlu.text.phrases import acts
from nlu.text.pieces import bare_forms, has_stem, pieces, plain


@pytest.mark.parametrize(
    ("phrase", "act"), [(p, row["act"]) for row in rows("phrases") for p in row["phrases"].split("|")]
)
def test_every_phrase_of_the_list_is_heard(phrase: str, act: str) -> None:
    assert act in acts(phrase)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("نعممم", "yes"),
        ("اه لو سمحت", "yes"),
        ("aiwa", "yes"),
        ("5alas", "enough"),
        ("هاد كل شي شكرا", "done"),
        ("STOP!", "stop"),
    ],
)
def test_as_people_write_them(text: str, act: str) -> None:
    assert act in acts(text)


@pytest.mark.parametrize("text", ["نعم بس مش متأكد", "لا أعرف كيف أشرح وضعي", "بدي موظف يشرح لي الطلب", ""])
def test_a_message_that_says_more_is_no_phrase(text: str) -> None:
    assert acts(text) == frozenset()


def test_yes_and_no_share_no_phrase() -> None:
    for row in rows("phrases"):
        for phrase in row["phrases"].split("|"):
            assert not {"yes", "no"} <= acts(phrase)
            assert not {"yes", "stop"} <= acts(phrase)


def test_options_are_those_asked_about() -> None:
    assert option("إلي أنا", "for_whom", ("self", "relative", "other")) == "self"
    assert option("إلي أنا", "for_whom", ("relative",)) is None
    assert option("شي ثاني", "for_whom", ("self", "relative", "other")) is None


def test_fields_are_named_by_their_words() -> None:
    assert named_fields("غلط رقم التلفون") == ["phone"]
    assert named_fields("والمحافظة كمان") == ["governorate"]
    assert named_fields("مرحبا") == []


def test_a_phrase_is_found_behind_what_arabic_writes_before_words() -> None:
    assert says("وبالغلط كتبت", plain("غلط"))
    assert says("sorry i meant Irbid", plain("i meant"))
    assert not says("غلطة", plain("غلط"))


def test_bare_forms_keep_short_words_whole() -> None:
    assert bare_forms("بالسجن") == ("بالسجن", "السجن", "سجن")
    assert bare_forms("لي") == ("لي",)


def test_short_stems_are_whole_words() -> None:
    assert has_stem(pieces("ابني جوا")[1], frozenset({"جوا"}))
    assert not has_stem(pieces("جواز")[0], frozenset({"جوا"}))


@given(st.text(max_size=80))
def test_pieces_point_into_the_text(text: str) -> None:
    for piece in pieces(text):
        assert text[piece.start : piece.end] == piece.original
    assert acts(text) <= {row["act"] for row in rows("phrases")}
