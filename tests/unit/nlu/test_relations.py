"""Who somebody is to the writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.lexicons import rows
from nlu.text.relations import RELATIONS, relation, relations, speaks_of_custody


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [(p, row["relation"]) for row in rows("relations") for p in row["mine"].split("|")],
)
def test_every_phrase_of_the_list_is_found(phrase: str, expected: str) -> None:
    assert relation(phrase) == expected


@pytest.mark.parametrize("text", ["ابن أخوي", "جوز أختي", "مرت ابني", "ولد عمي", "بنت خالي"])
def test_through_another_relative_it_is_another(text: str) -> None:
    assert relation(text) == "other"


def test_bare_words_count_only_as_an_answer() -> None:
    assert relation("أخ") is None
    assert relation("أخ", answering=True) == "brother"


def test_prefixes_of_arabic() -> None:
    assert relation("بدي مساعدة لابني") == "son"
    assert relation("وجوزي محبوس") == "husband"


def test_two_relatives_are_no_answer() -> None:
    assert relation("ابني وجوزي") is None
    assert [found.name for found in relations("ابني وجوزي")] == ["son", "husband"]


@pytest.mark.parametrize(
    ("text", "custody"),
    [
        ("ابني محبوس", True),
        ("جوزي بالسجن", True),
        ("أخوي موقوف", True),
        ("ابني جوا", True),
        ("my son is in jail", True),
        ("jozi mahbos", True),
        ("بدي جواز سفر", False),
        ("بنتي ما بتنام", False),
    ],
)
def test_words_of_custody(text: str, custody: bool) -> None:
    assert speaks_of_custody(text) is custody


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert {found.name for found in relations(text, answering=True)} <= {*RELATIONS}
