"""Small things on which much stands: addresses to go back to, signed values, formats."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import Headers

from bot.console.formats import Formats, agent
from bot.console.protection import from_our_own_page, same
from bot.console.signed import Signed
from bot.console.visit import inside

BASE = "https://rafeeq.example"
ARABIC, ENGLISH = (Formats(language, ZoneInfo("Asia/Amman")) for language in ("ar", "en"))
MOMENT = datetime(2026, 11, 29, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("address", ["/", "/desk", "/desk?queue=crisis", "/requests/1234#notes"])
def test_addresses_of_ours_are_gone_back_to(address: str) -> None:
    assert inside(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "desk", "//evil.example", "https://evil.example", "/\\evil", "/a\\b", "/a\nb", "javascript:1"],
)
def test_others_are_not(address: str) -> None:
    assert inside(address) == "/"


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "origin": BASE}, False),
        ({"origin": BASE, "host": "10.0.0.5:8000"}, True),
        ({"origin": "http://10.0.0.5:8000", "host": "10.0.0.5:8000"}, True),
        ({"origin": "http://evil.example", "host": "10.0.0.5:8000"}, False),
        ({"origin": "null", "host": "10.0.0.5:8000"}, False),
        ({"host": "10.0.0.5:8000"}, False),
    ],
)
def test_a_change_comes_from_a_page_of_ours(headers: dict[str, str], ours: bool) -> None:
    assert from_our_own_page(Headers(headers), BASE) is ours


def test_an_empty_token_fits_nothing() -> None:
    assert same("token", "token")
    assert not same("", "")
    assert not same("tokem", "token")


def test_a_signed_value_opens_for_its_purpose_only() -> None:
    flash, step = Signed("key", "flash", 60), Signed("key", "step", 60)
    assert flash.loads(flash.dumps(["said", {}])) == ["said", {}]
    assert step.loads(flash.dumps("x")) is None
    assert Signed("another", "flash", 60).loads(flash.dumps("x")) is None
    assert Signed("key", "flash", -1).loads(flash.dumps("x")) is None


def test_days_and_times_as_jordanians_read_them() -> None:
    assert ARABIC.moment(MOMENT) == "الأحد 29 تشرين الثاني، 10:30 صباحاً"
    assert ENGLISH.moment(MOMENT) == "Sunday 29 November, 10:30 am"
    assert ARABIC.clock(time(15)) == "3:00 مساءً"
    assert ARABIC.full_day(date(2026, 11, 29)) == "الأحد 29 تشرين الثاني 2026"
    assert [ENGLISH.weekday(day) for day in (0, 6)] == ["Monday", "Sunday"]


def test_a_day_ends_at_midnight_in_amman() -> None:
    assert ENGLISH.day(datetime(2026, 11, 28, 22, tzinfo=UTC)) == "Sunday 29 November"


def test_times_near_by_are_relative() -> None:
    assert ARABIC.ago(MOMENT - timedelta(minutes=11), MOMENT) == "قبل 11 دقيقة"
    assert ENGLISH.ago(MOMENT + timedelta(hours=2), MOMENT) == "in 2 hours"


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/142.0 Safari/537 Edg/142.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-A155F) SamsungBrowser/28 Chrome/130",
            "Samsung Internet · Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Mobile Safari/604", "Safari · iPhone"),
        ("curl", ""),
    ],
)
def test_a_browser_is_told_as_its_user_knows_it(told: str, known: str) -> None:
    assert agent(told) == known
