from datetime import UTC, datetime

import pytest

from bot.console.forms import moment_of, position_of


@pytest.mark.parametrize(("text", "place"), [("1", 1), ("9" * 18, int("9" * 18))])
def test_a_place_in_a_list(text: str, place: int) -> None:
    assert position_of(text) == place


@pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "9" * 19, "x"])
def test_anything_else_is_no_place(text: str) -> None:
    assert position_of(text) is None


def test_a_moment_survives_its_way_through_an_address() -> None:
    when = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert moment_of(when.isoformat().replace("+", " ")) == when


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-24T09:30:00", "20261124", "123"])
def test_anything_else_is_no_moment(text: str) -> None:
    assert moment_of(text) is None
