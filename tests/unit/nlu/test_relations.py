"""Who somebody is to the writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.lexicons import rows
from nlu.text.relations import RELATIONS, every_relation, relation, relations, speaks_of_custody


def test_every_phrase_of_the_list_is_found() -> None:
    listed = [(p, row["relation"]) for row in rows("relations") for p in row["mine"].split("|")]
    assert [phrase for phrase, expected in listed if relation(phrase) != expected] == []


@pytest.mark.parametrize("text", ["ابن أخوي", "جوز أختي", "مرت ابني", "ولد عمي", "بنت خالي"])
def test_through_another_relative_it_is_another(text: str) -> None:
    assert relation(text) == "other"


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("بدي أزور لاخوي", "brother", "اخوي"),
        ("ابعت لابن عمي فلوس", "other", "ابن عمي"),
        ("I miss my son's voice", "son", "son"),
        ("their father is in Swaqa", "father", "father"),
        ("ana ukht el masjoon", "brother", "ukht"),
        ("أنا والدة السجينة", "daughter", "والدة"),
        ("bnt 3ammo bt2dar tzooro", "other", "bnt 3ammo"),
        ("زوجها محبوس", "husband", "زوجها"),
        ("my brother-in-law works there", "other", "brother-in-law"),
    ],
)
def test_where_a_relation_stands(text: str, expected: str, words: str) -> None:
    assert [(each.name, text[each.start : each.end]) for each in every_relation(text)] == [(expected, words)]


@pytest.mark.parametrize("text", ["شكرا يا خالتي", "يا عمي كيف بسجل", "ابي موعد مع الباحثة", "مرحبا يا اخوي"])
def test_who_is_called_upon_is_no_relative(text: str) -> None:
    assert every_relation(text) == ()


def test_the_sister_of_a_prisoner_tells_who_he_is_to_her() -> None:
    assert relation("أنا أخت السجين وبدي مساعدة") == "brother"
    assert relation("أخت السجين زعلت") is None


def test_a_relative_of_another_is_not_the_writers() -> None:
    assert relation("زوجها محبوس") is None


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
