from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.console.association_changes import Difference, differences
from bot.domain.organisation import Hours, Organisation, Period

PAGE = Organisation(
    name={"ar": "جمعية"},
    hours={6: Hours(time(8), time(16))},
    ramadan=Period(date(2027, 2, 8), date(2027, 3, 9)),
    targets={"normal": timedelta(hours=4), "crisis": timedelta(minutes=15), "job": timedelta(hours=90)},
)


def between(**mine: Any) -> list[Difference]:
    return differences(PAGE, replace(PAGE, **mine))


def test_the_same_differs_in_nothing() -> None:
    assert between() == []
    assert between(version=7, confirmed_by="Huda") == []


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        ({"name": {"ar": "أخرى"}}, Difference("Name in Arabic", "جمعية", "أخرى")),
        ({"address": {"en": "Amman"}}, Difference("Address in English", "", "Amman")),
        ({"hours": {}}, Difference("Opening hours", "08:00 – 16:00", "", day=6)),
        (
            {"ramadan_hours": {6: Hours(time(9), time(14))}},
            Difference("Ramadan", "", "09:00 – 14:00", day=6),
        ),
        ({"quiet_from": time(22)}, Difference("Quiet hours", "21:00 – 08:00", "22:00 – 08:00")),
        (
            {"open_anyway": (date(2026, 12, 25),)},
            Difference("Official holidays on which we work", "", "2026-12-25"),
        ),
        (
            {"closed": (Period(date(2026, 12, 1), date(2026, 12, 1), "جرد"),)},
            Difference("Other days on which you are closed", "", "2026-12-01 جرد"),
        ),
        ({"ramadan": None}, Difference("Ramadan", "2027-02-08 – 2027-03-09", "")),
    ],
)
def test_what_differs_is_told_with_both(mine: dict[str, Any], told: Difference) -> None:
    assert between(**mine) == [told]


def test_targets_differ_each_by_itself() -> None:
    changed = between(targets={"normal": timedelta(minutes=90), "crisis": timedelta(minutes=15)})
    assert changed == [
        Difference("Answered within", "90:00", "", target="job"),
        Difference("Ordinary messages", "4:00", "1:30"),
    ]
