"""Governorates, by their own names and their towns'."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.lexicons import rows
from nlu.text.places import GOVERNORATES, governorate, places


def names() -> list[tuple[str, str]]:
    return [
        (name, row["governorate"])
        for row in rows("governorates")
        for name in (*row["places"].split("|"), *row["latin"].split("|"))
    ]


def test_every_name_of_the_list_is_found_when_asked_for() -> None:
    missed = [name for name, expected in names() if governorate(name, answering=True) != expected]
    assert missed == []


def test_there_are_twelve() -> None:
    assert len(GOVERNORATES) == len(set(GOVERNORATES)) == 12


def test_no_town_is_in_two_governorates() -> None:
    listed = [name for name, _ in names()]
    assert sorted(name for name in set(listed) if listed.count(name) > 1) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إحنا ساكنين بالزرقا", "zarqa"),
        ("من إربد والله", "irbid"),
        ("سكان وادي السير", "amman"),
        ("ana men el salt", "balqa"),
        ("we live in Ma'an", "maan"),
    ],
)
def test_said_in_passing(text: str, expected: str) -> None:
    assert governorate(text) == expected


@pytest.mark.parametrize(
    "text", ["ابني بسجن الزرقا", "محبوس في الكرك", "مركز إصلاح وتأهيل المفرق", "he is in prison in Karak"]
)
def test_a_place_of_custody_is_no_home(text: str) -> None:
    assert governorate(text) is None


@pytest.mark.parametrize("text", ["الحسا كان سخن", "بدنا كرامة", "عيونه ازرق", "فتحوا الصخرة"])
def test_common_words_count_only_as_an_answer(text: str) -> None:
    assert governorate(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اروح ازاي لسجن الموقر من عمان", "amman"),
        ("is there a bus to Birain prison from Zarqa", "zarqa"),
        ("مين فاز الفيصلي ولا الوحدات", None),
        ("ساكنين بماركا", "amman"),
    ],
)
def test_a_home_beside_a_prison(text: str, expected: str | None) -> None:
    assert governorate(text) == expected


def test_a_place_begins_behind_what_is_written_at_its_front() -> None:
    [place] = places("ساكنين بالمفرق")
    assert (place.start, place.end) == (8, 14)


def test_two_places_are_no_answer() -> None:
    assert governorate("من عمان للكرك") is None
    assert len(places("من عمان للكرك")) == 2


def test_not_this_but_that() -> None:
    found = places("مش عمان الزرقا")
    assert [(place.governorate, place.denied) for place in found] == [("amman", True), ("zarqa", False)]
    assert governorate("مش عمان الزرقا") == "zarqa"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("عجلوم", "ajloun"), ("المفراك", "mafraq"), ("الطفيلا", "tafilah"), ("zarqua", "zarqa")],
)
def test_close_spellings_count_in_a_short_answer(text: str, expected: str) -> None:
    assert governorate(text, answering=True) == expected
    assert governorate(f"{text} وبدي مساعدة بأجار البيت") is None


@pytest.mark.parametrize("text", ["القدس", "ما بعرف", "هون", "123", ""])
def test_other_answers_are_none(text: str) -> None:
    assert governorate(text, answering=True) is None


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for place in places(text, answering=True):
        assert place.governorate in GOVERNORATES
