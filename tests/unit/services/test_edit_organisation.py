"""What makes a page of the association right, and what a promise stands on."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.organisation import Hours, Organisation, Period
from bot.services.edit_organisation import missing_in, wrong_with

DAY = date(2027, 3, 9)
GOOD = Organisation(
    name={"ar": "جمعية"},
    hours={6: Hours(time(8), time(15))},
    targets={"normal": timedelta(hours=4)},
)


def test_a_complete_page_is_right() -> None:
    assert (wrong_with(GOOD), missing_in(GOOD)) == ({}, {})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hours": {6: Hours(time(15), time(8))}}, "hours-6"),
        ({"hours": {6: Hours(time(8), time(8))}}, "hours-6"),
        ({"ramadan_hours": {2: Hours(time(15), time(8))}}, "ramadan_hours-2"),
        ({"ramadan": Period(DAY, DAY - timedelta(days=1))}, "ramadan"),
        ({"closed": (Period(DAY, DAY), Period(DAY, DAY - timedelta(days=1)))}, "closed-1"),
        ({"targets": {"crisis": timedelta(0)}}, "target-crisis"),
        ({"targets": {"normal": timedelta(days=61)}}, "target-normal"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(change: dict[str, object], field: str) -> None:
    assert list(wrong_with(replace(GOOD, **change))) == [field]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": {"en": "Association"}}, "name_ar"),
        ({"hours": {}}, "hours"),
        ({"targets": {"crisis": timedelta(minutes=5)}}, "target-normal"),
        ({"ramadan": Period(DAY, DAY)}, "ramadan_hours"),
    ],
)
def test_what_a_promise_lacks_is_told(change: dict[str, object], field: str) -> None:
    assert list(missing_in(replace(GOOD, **change))) == [field]  # type: ignore[arg-type]
