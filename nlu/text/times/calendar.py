"""Days as they are said, and which days of the calendar they are, seen from a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from hijridate import Gregorian, Hijri

from nlu.text.times.unclear import Reason, Unclear

WEEK = 7
_LAST_WORKDAY = 4
"""Thursday, counted from Sunday."""
_END_OF_MONTH = 7
_FIRST_YEAR, _LAST_YEAR = 1925, 2075

Days = tuple[date, date]
"""The first and the last."""


class Day(Protocol):
    def days(self, today: date) -> Days:
        """Raises Unclear."""


class Which(Enum):
    NEAREST = 0
    NEXT = 1
    AFTER_NEXT = 2
    PAST = -1


def weekday_of(day: date) -> int:
    """Sunday is 0."""
    return day.isoweekday() % WEEK


def _one(day: date) -> Days:
    return day, day


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(Reason.NO_SUCH_DATE) from None


def months_later(day: date, months: int) -> date:
    """The same day of a later month, shortened where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _date(year, month + 1, min(day.day, monthrange(max(1, year), month + 1)[1]))


@dataclass(frozen=True)
class Weekday:
    day: int
    which: Which = Which.NEAREST
    weeks: int | None = None
    """Of which week, counted from the present one."""

    def days(self, today: date) -> Days:
        if self.weeks is not None:
            sunday = today - timedelta(days=weekday_of(today))
            return _one(sunday + timedelta(days=WEEK * self.weeks + self.day))
        ahead = (self.day - weekday_of(today)) % WEEK
        if self.which is Which.PAST:
            return _one(today - timedelta(days=(WEEK - ahead) % WEEK or WEEK))
        if self.which is not Which.NEAREST:
            ahead = ahead or WEEK
        return _one(today + timedelta(days=ahead + WEEK * (self.which is Which.AFTER_NEXT)))


@dataclass(frozen=True)
class InDays:
    count: int

    def days(self, today: date) -> Days:
        return _one(today + timedelta(days=self.count))


@dataclass(frozen=True)
class InMonths:
    count: int

    def days(self, today: date) -> Days:
        return _one(months_later(today, self.count))


@dataclass(frozen=True)
class Week:
    weeks: int
    """0 is the present one."""

    def days(self, today: date) -> Days:
        sunday = today - timedelta(days=weekday_of(today)) + timedelta(days=WEEK * self.weeks)
        thursday = sunday + timedelta(days=_LAST_WORKDAY)
        if self.weeks:
            return sunday, thursday
        if weekday_of(today) > _LAST_WORKDAY:
            raise Unclear(Reason.WEEK_OVER)
        return today, thursday


@dataclass(frozen=True)
class Weekend:
    weeks: int = 0

    def days(self, today: date) -> Days:
        friday = today + timedelta(days=5 - weekday_of(today) + WEEK * self.weeks)
        return friday, friday + timedelta(days=1)


@dataclass(frozen=True)
class Month:
    month: int | None = None
    year: int | None = None
    later: int = 0
    """Counted from the present month, where none is named."""

    def first(self, today: date) -> date:
        if self.month is None:
            return months_later(today.replace(day=1), self.later)
        past = self.month < today.month
        return _date(self.year or today.year + past, self.month, 1)

    def days(self, today: date) -> Days:
        first = self.first(today)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        present = self.month is None and not self.later
        return (today if present else first), last


@dataclass(frozen=True)
class EndOfMonth:
    month: Month

    def days(self, today: date) -> Days:
        last = self.month.days(today)[1]
        return last - timedelta(days=_END_OF_MONTH - 1), last


@dataclass(frozen=True)
class LastDay:
    month: Month

    def days(self, today: date) -> Days:
        return _one(self.month.days(today)[1])


@dataclass(frozen=True)
class OnDay:
    """A day of a month; of none named, the next such day."""

    day: int
    month: Month | None = None

    def days(self, today: date) -> Days:
        if self.month is None:
            return _one(self._next(today))
        if self.month.month is None or self.month.year:
            first = self.month.first(today)
            return _one(_date(first.year, first.month, self.day))
        year = today.year + ((self.month.month, self.day) < (today.month, today.day))
        return _one(_date(year, self.month.month, self.day))

    def _next(self, today: date) -> date:
        if not 1 <= self.day <= 31:
            raise Unclear(Reason.NO_SUCH_DATE)
        months = (months_later(today.replace(day=1), later) for later in range(3))
        fitting = (
            first.replace(day=self.day)
            for first in months
            if self.day <= monthrange(first.year, first.month)[1]
        )
        return next(day for day in fitting if day >= today)


@dataclass(frozen=True)
class NthWeekday:
    count: int
    """Of the month's such days; 0 is the last."""
    day: int
    month: Month

    def days(self, today: date) -> Days:
        first = self.month.first(today)
        length = monthrange(first.year, first.month)[1]
        such = [d for d in range(1, length + 1) if weekday_of(first.replace(day=d)) == self.day]
        if self.count > len(such):
            raise Unclear(Reason.NO_SUCH_DATE)
        return _one(first.replace(day=such[self.count - 1]))


@dataclass(frozen=True)
class HijriDay:
    """By Umm al-Qura. Without a day the month; without a year the next to come."""

    month: int
    day: int | None = None
    year: int | None = None

    def days(self, today: date) -> Days:
        if self.year:
            return self._of(self.year)
        if not _FIRST_YEAR < today.year < _LAST_YEAR:
            raise Unclear(Reason.NO_SUCH_DATE)
        year = Gregorian(today.year, today.month, today.day).to_hijri().year
        first = self._of(year)
        return first if first[1] >= today else self._of(year + 1)

    def _of(self, year: int) -> Days:
        try:
            first = Hijri(year, self.month, self.day or 1)
            last = Hijri(year, self.month, self.day or first.month_length())
            return _gregorian(first), _gregorian(last)
        except (ValueError, OverflowError):
            raise Unclear(Reason.NO_SUCH_DATE) from None


def _gregorian(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)


@dataclass(frozen=True)
class Both:
    """A weekday and a date, which must agree."""

    weekday: int
    dated: Day

    def days(self, today: date) -> Days:
        first, last = self.dated.days(today)
        if first == last and weekday_of(first) == self.weekday:
            return first, last
        within = first + timedelta(days=(self.weekday - weekday_of(first)) % WEEK)
        if first == last or within > last or within + timedelta(days=WEEK) <= last:
            raise Unclear(Reason.DISAGREEMENT)
        return _one(within)


@dataclass(frozen=True)
class Same:
    """One day said twice: tomorrow, Wednesday."""

    one: Day
    other: Day

    def days(self, today: date) -> Days:
        one = self.one.days(today)
        if one != self.other.days(today):
            raise Unclear(Reason.DISAGREEMENT)
        return one


@dataclass(frozen=True)
class FromTo:
    first: Day
    last: Day

    def days(self, today: date) -> Days:
        first, last = self.first.days(today)[0], self.last.days(today)[1]
        if last < first:
            last = self.last.days(first)[1]
        if last < first:
            raise Unclear(Reason.VAGUE)
        return first, last


@dataclass(frozen=True)
class Following:
    """The one after: a week after a weekday, else the next of its kind."""

    day: Day

    def days(self, today: date) -> Days:
        first, last = self.day.days(today)
        if isinstance(self.day, Month):
            return Month(later=0).days(months_later(first.replace(day=1), 1))
        week = isinstance(self.day, (Weekday, Week, Both))
        step = timedelta(days=WEEK if week else (last - first).days + 1)
        if isinstance(self.day, Week):
            first = last - timedelta(days=_LAST_WORKDAY)
        return first + step, last + step


@dataclass(frozen=True)
class NoDay:
    """Said, but no day that we could name."""

    reason: Reason

    def days(self, today: date) -> Days:  # noqa: ARG002 - no day gives one
        raise Unclear(self.reason)
