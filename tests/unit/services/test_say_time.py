from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.services.say_time import say_time
from bot.words import Catalogues
from nlu.text.times import read_time

WORDS = Catalogues.load()
AMMAN = ZoneInfo("Asia/Amman")
NOW = datetime.fromisoformat("2026-11-24T10:30")
BARE = str.maketrans("", "", "\u2068\u2069")


def said(text: str, language: str, *, hijri: bool = False) -> str:
    when = read_time(text, NOW).when
    assert when
    value = {"said": say_time(when, AMMAN, hijri=hijri), "hijri": ""}
    return WORDS.render("time.with_hijri", language, value).translate(BARE).removesuffix(" ()")


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("الأحد", "الأحد 29 تشرين الثاني", "Sunday 29 November"),
        (
            "الأحد الساعة 10:30",
            "الأحد 29 تشرين الثاني، الساعة 10:30 صباحاً",
            "Sunday 29 November at 10:30 am",
        ),
        ("الساعة 2", "2:00 مساءً", "2:00 pm"),
        (
            "من الأحد للثلاثاء",
            "من الأحد 29 تشرين الثاني إلى الثلاثاء 1 كانون الأول",
            "Sunday 29 November to Tuesday 1 December",
        ),
        ("من 9 ل 11", "من الساعة 9:00 صباحاً إلى 11:00 صباحاً", "9:00 am to 11:00 am"),
        (
            "بكرا بعد الـ2",
            "الأربعاء 25 تشرين الثاني، من الساعة 2:00 مساءً إلى 4:00 مساءً",
            "Wednesday 25 November, 2:00 pm to 4:00 pm",
        ),
    ],
)
def test_times_are_said_back(text: str, arabic: str, english: str) -> None:
    assert (said(text, "ar"), said(text, "en")) == (arabic, english)


def test_the_hijri_date_stands_beside_on_wish() -> None:
    told = said("الأحد الساعة 10", "ar", hijri=True)
    assert told == "الأحد 29 تشرين الثاني، الساعة 10:00 صباحاً (19 جمادى الآخرة 1448 هـ)"
    assert said("tomorrow", "en", hijri=True) == "Wednesday 25 November (15 Jumada al-Akhira 1448 AH)"


@pytest.mark.parametrize("text", ["الساعة 10", "من الأحد للثلاثاء", "بعد الـ2"])
def test_no_single_day_has_no_hijri_date(text: str) -> None:
    assert said(text, "ar", hijri=True) == said(text, "ar")
