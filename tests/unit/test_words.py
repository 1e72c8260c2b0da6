"""Keys and values become sentences."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog

from bot.words import Catalogues, UnknownMessageError, isolate

MORNING = "2026-11-29T07:30:00+00:00"
EVENING = "2026-11-29T19:05:00+00:00"


@pytest.fixture(scope="module")
def words() -> Catalogues:
    return Catalogues.load()


def made(**messages: str) -> Catalogues:
    arabic, english = Catalog("ar"), Catalog("en")
    for name, text in messages.items():
        arabic.add(name.replace("__", "."), text)
    english.add("only.english", "Hello")
    return Catalogues({"ar": arabic, "en": english}, UTC)


def test_arabic_and_english_are_there(words: Catalogues) -> None:
    assert words.languages == {"ar", "en"}


def test_a_moment_is_told_in_the_levantine_way(words: Catalogues) -> None:
    told = words.render("request.respond_by", "ar", {"by": {"moment": MORNING}})
    assert "الأحد 29 تشرين الثاني، الساعة 10:30 صباحاً" in told


def test_a_moment_in_english(words: Catalogues) -> None:
    told = words.render("request.respond_by", "en", {"by": {"moment": EVENING}})
    assert "Sunday 29 November at 10:05 pm" in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"date": "2026-11-29"}, "الأحد 29 تشرين الثاني"),
        ({"date": "2026-11-29T22:30:00+00:00"}, "الاثنين 30 تشرين الثاني"),
        ({"time": EVENING}, "10:05 مساءً"),
        ({"time": "2026-11-29T09:00:00+00:00"}, "12:00 مساءً"),
        ({"count": 3}, "3"),
        ({"key": "kind.job"}, "فرصة عمل"),
    ],
)
def test_values_are_formatted(words: Catalogues, value: dict[str, object], told: str) -> None:
    assert words.render("form.summary.line", "ar", {"field": "س", "value": value}) == f"س: {told}"


def test_lines_are_messages_of_their_own(words: Catalogues) -> None:
    line = {
        "key": "form.summary.line",
        "values": {"field": {"key": "field.governorate"}, "value": {"key": "governorate.zarqa"}},
    }
    assert "المحافظة: الزرقاء\n" in words.render("form.summary.ask", "ar", {"lines": {"lines": [line, line]}})


def test_a_value_that_does_not_come_leaves_a_gap_and_no_error() -> None:
    assert made(a="س {x}.").render("a", "ar") == "س ."


def test_braces_that_a_person_wrote_stay(words: Catalogues) -> None:
    told = words.render("form.summary.line", "en", {"field": "{value}", "value": "{0}"})
    assert told == "{value}: {0}"


def test_discreet_words_stand_in_and_fall_back(words: Catalogues) -> None:
    assert "الجمعية" not in words.render("notice.first", "ar", discreet=True)
    assert words.render("thank.welcome", "ar", discreet=True) == words.render("thank.welcome", "ar")


def test_discretion_reaches_words_inside_words() -> None:
    words = made(a="س {x}", b="سجن", b__discreet="هناك")
    assert words.render("a", "ar", {"x": {"key": "b"}}, discreet=True) == "س هناك"


def test_a_language_without_the_key_falls_back_to_arabic() -> None:
    assert made(a="سلام").render("a", "en") == "سلام"


def test_a_key_that_nobody_has_is_an_error(words: Catalogues) -> None:
    with pytest.raises(UnknownMessageError, match=r"no\.such\.key"):
        words.render("no.such.key", "ar")


def test_arabic_plurals_follow_the_first_count() -> None:
    arabic = Catalog("ar")
    arabic.add(("days", "days"), ("لا يوم", "يوم", "يومان", "{n} أيام", "{n} يوم", "{n} يوماً"))
    words = Catalogues({"ar": arabic}, UTC)
    told = [words.render("days", "ar", {"n": {"count": n}}) for n in (0, 1, 2, 3, 14, 100)]
    assert told == ["لا يوم", "يوم", "يومان", "3 أيام", "14 يوماً", "100 يوم"]


@pytest.mark.parametrize("text", ["079 123 4567", "+962 79", "Um Ahmad", "محمد 2"])
def test_what_runs_left_to_right_is_isolated_in_arabic(text: str) -> None:
    assert isolate(text, "ar") == f"\u2068{text}\u2069"


def test_what_runs_along_is_left_alone() -> None:
    assert isolate("أم أحمد", "ar") == "أم أحمد"
    assert isolate("079 123 4567", "en") == "079 123 4567"
    assert isolate("أم أحمد", "en") == "\u2068أم أحمد\u2069"


def test_directions_that_came_with_a_value_go() -> None:
    assert isolate("\u202eabc\u2069", "en") == "abc"


def test_files_are_read_by_area(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "desk.po").write_text('msgid "x"\nmsgstr "y"\n', encoding="utf-8")
    assert Catalogues.load(tmp_path, area="desk").keys("en") == {"x"}


@pytest.mark.parametrize("day", range(22, 29))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_time_to_choose_fits_a_row_of_whatsapp(words: Catalogues, language: str, day: int) -> None:
    moment = datetime(2026, 11, day, 15, 30, tzinfo=ZoneInfo("Asia/Amman")).isoformat()
    row = words.render("row.slot", language, {"slot": {"slot": moment}})
    assert f"{day}/11" in row
    assert len(row) <= 24
