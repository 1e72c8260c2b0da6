from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.text.times import Kind, read_time, time_parts
from tests.unit.nlu.times.test_examples import ROWS

NOW = datetime.fromisoformat("2026-11-24T10:30")
WORDS = [
    "بكرا", "الأحد", "الاثنين", "الجاي", "اللي", "بعده", "بعد", "قبل", "من", "ل", "الساعة", "10", "٣", "ونص", "إلا",
    "ربع", "الصبح", "مش", "أو", "يوم", "شهر", "31", "/", ":", "-", "29/11", "10:30", "آخر", "الشهر", "رمضان", "15",
    "أسبوع", "كمان", "بين", "و", "لا", "قصدي", "bukra", "el", "3al", "next", "week", "the", "of", "half", "past",
    "1448", "99", "،", "كل", "هالأسبوع", "شباط", "30", "tonight", "this", "morning", "أول", "الليلة", "after", "w",
]  # fmt: skip
MOMENTS = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2070-01-01"))


UNHURRIED = settings(deadline=None)
"""The first message of a process waits for the patterns."""


def consistent(text: str, now: datetime) -> None:
    reading = read_time(text, now)
    assert (reading.when is None) == (reading.kind in {Kind.NONE, Kind.AMBIGUOUS})
    assert (reading.reason is not None) == (reading.kind is Kind.AMBIGUOUS)
    if reading.when:
        assert reading.parts
        assert reading.when.start <= reading.when.end  # type: ignore[operator]
    for part in reading.parts:
        assert 0 <= part.start < part.end <= len(text)
        assert part.name in {"date", "time"}
    assert read_time(text, now) == reading


@UNHURRIED
@given(st.text(max_size=80), MOMENTS)
def test_any_text_is_read_without_failing(text: str, now: datetime) -> None:
    consistent(text, now)


@UNHURRIED
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), MOMENTS)
def test_any_heap_of_words_of_time_is_read_without_failing(text: str, now: datetime) -> None:
    consistent(text, now)


@UNHURRIED
@given(st.text(alphabet="0123456789٠١٢٣/:-. والسنةبعدشهر", max_size=30))
def test_any_heap_of_figures_is_read_without_failing(text: str) -> None:
    consistent(text, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800 بكرا",
        "\u202eبكرا\u202c",
        "😀" * 50,
        "<b>بكرا</b>",
        "'; DROP TABLE",
        "10" * 3000,
        "بكرا " * 20000,
    ],
)
def test_bad_input_is_read_without_failing(text: str) -> None:
    consistent(text, NOW)


def test_a_time_told_is_never_in_the_past() -> None:
    for row in ROWS:
        when = read_time(row.text, row.now).when
        end = when.end if when else None
        if isinstance(end, datetime):
            assert end >= row.now


@UNHURRIED
@given(
    st.sampled_from([row.text for row in ROWS if row.expected.startswith("20")]),
    st.sampled_from(["يا جماعة ", "please "]),
)
def test_parts_move_with_what_stands_before(text: str, before: str) -> None:
    alone = [(part.name, text[part.start : part.end]) for part in time_parts(text)]
    moved = [(part.name, (before + text)[part.start : part.end]) for part in time_parts(before + text)]
    assert moved == alone
