"""When reminders go: the day before, two hours before, never at night."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain.appointment import ReminderKind
from bot.domain.organisation import Organisation
from bot.services.appointments.reminder_times import is_quiet, out_of_quiet, quiet_ends, reminder_times
from tests.support.calendar import SUNDAY, at

PAGE = Organisation(name={})
SATURDAY = SUNDAY - timedelta(days=1)
LONG_BEFORE = at(9, day=SUNDAY - timedelta(days=9))


@pytest.mark.parametrize(
    ("start", "day", "hours"),
    [
        (at(10, 30), at(10, 30, SATURDAY), at(8, 30)),
        (at(10), at(10, 0, SATURDAY), at(8)),
        (at(9), at(9, 0, SATURDAY), at(20, 30, SATURDAY)),
        (at(8), at(8, 0, SATURDAY), at(20, 30, SATURDAY)),
        (at(22), at(20, 30, SATURDAY), at(20)),
    ],
)
def test_the_day_before_and_two_hours_before(start: datetime, day: datetime, hours: datetime) -> None:
    assert reminder_times(start, PAGE, LONG_BEFORE) == {ReminderKind.DAY: day, ReminderKind.HOURS: hours}


def test_what_is_booked_shortly_before_is_not_reminded_of_at_once() -> None:
    assert reminder_times(at(10), PAGE, at(18, day=SATURDAY)) == {ReminderKind.HOURS: at(8)}
    assert reminder_times(at(10), PAGE, at(7, 30)) == {}


def test_quiet_hours_over_midnight_and_within_a_day() -> None:
    assert [hour for hour in range(24) if is_quiet(at(hour), PAGE)] == [0, 1, 2, 3, 4, 5, 6, 7, 21, 22, 23]
    noon = Organisation(name={}, quiet_from=time(13), quiet_until=time(15))
    assert [hour for hour in range(24) if is_quiet(at(hour), noon)] == [13, 14]
    assert out_of_quiet(at(14), noon) == at(12, 30)


def test_when_the_quiet_hours_are_over() -> None:
    assert quiet_ends(at(23, day=SATURDAY), PAGE) == at(8)
    assert quiet_ends(at(3), PAGE) == at(8)
    assert quiet_ends(at(12), PAGE) == at(12)
