from datetime import datetime

import pytest

from nlu.text.times import Kind, Reason, read_time

NOW = datetime.fromisoformat("2026-11-24T10:30")


@pytest.mark.parametrize(
    ("text", "now", "reason"),
    [
        ("الأحد أو الاثنين", NOW, Reason.ALTERNATIVES),
        ("أي يوم إلا الجمعة", NOW, Reason.EXCLUSIONS),
        ("الأحد 30/11", NOW, Reason.DISAGREEMENT),
        ("31/11", NOW, Reason.NO_SUCH_DATE),
        ("اليوم الساعة 9", NOW, Reason.GONE),
        ("جلسة ابني الأحد", NOW, Reason.TOLD),
        ("بعد الساعة 5", NOW, Reason.OUTSIDE_HOURS),
        ("بعد الأحد", NOW, Reason.OPEN),
        ("هالأسبوع", datetime.fromisoformat("2026-11-27T10:00"), Reason.WEEK_OVER),
        ("بعد العيد", NOW, Reason.FEAST),
        ("كمان كم يوم", NOW, Reason.VAGUE),
    ],
)
def test_why_a_time_is_ambiguous(text: str, now: datetime, reason: Reason) -> None:
    reading = read_time(text, now)
    assert (reading.kind, reading.reason) == (Kind.AMBIGUOUS, reason)


def test_alternatives_are_told_so_that_they_can_be_offered() -> None:
    options = read_time("بكرا الساعة 10 أو 11", NOW).options
    assert [str(option) for option in options] == ["2026-11-25T10:00", "2026-11-25T11:00"]


def test_what_was_only_told_is_offered_too() -> None:
    assert [str(option) for option in read_time("جلسة ابني الأحد", NOW).options] == ["2026-11-29"]


@pytest.mark.parametrize(
    ("text", "kind"), [("بكرا", Kind.VALUE), ("الأسبوع الجاي", Kind.RANGE), ("مرحبا", Kind.NONE)]
)
def test_kinds(text: str, kind: Kind) -> None:
    assert read_time(text, NOW).kind is kind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("بدي موعد يوم الثلاثاء الساعة 10 ونص", [("date", "يوم الثلاثاء"), ("time", "الساعة 10 ونص")]),
        ("وبكرا عال11", [("date", "بكرا"), ("time", "11")]),
        ("el 7ad el jay 3al 10 w nos", [("date", "el 7ad el jay"), ("time", "10 w nos")]),
        ("tonight", [("date", "tonight"), ("time", "tonight")]),
        ("موقوف من السبت", [("date", "السبت")]),
        ("رقمي 0791234567 وعمري 30", []),
    ],
)
def test_where_the_words_stand(text: str, parts: list[tuple[str, str]]) -> None:
    found = read_time(text, NOW).parts
    assert [(part.name, text[part.start : part.end]) for part in found] == parts
