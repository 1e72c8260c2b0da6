"""The association's working time: when the desk is open, and when a span of working time is over."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.organisation import Hours, Organisation

_HORIZON = 400
"""Days looked ahead; a page that leaves no open day within them promises nothing."""

Holidays = Mapping[date, str]


class WorkingClock:
    """`holidays`: the official calendar; the page's own lists override it."""

    def __init__(self, page: Organisation, holidays: Holidays, zone: ZoneInfo) -> None:
        self._page = page
        self._holidays = holidays
        self._zone = zone

    def hours_on(self, day: date) -> Hours | None:
        page = self._page
        if any(p.first <= day <= p.last for p in page.closed):
            return None
        if day in self._holidays and day not in page.open_anyway:
            return None
        in_ramadan = page.ramadan is not None and page.ramadan.first <= day <= page.ramadan.last
        hours = page.ramadan_hours if in_ramadan and page.ramadan_hours else page.hours
        return hours.get(day.weekday())

    def is_open(self, now: datetime) -> bool:
        local = now.astimezone(self._zone)
        hours = self.hours_on(local.date())
        return hours is not None and hours.opens <= local.time() < hours.closes

    def opens_next(self, now: datetime) -> datetime | None:
        """The present moment when the desk is open; None when no open day is known."""
        return self.after(now, timedelta(0))

    def after(self, now: datetime, working: timedelta) -> datetime | None:
        """When that much working time from now is over."""
        local = now.astimezone(self._zone)
        left = working
        for ahead in range(_HORIZON):
            day = local.date() + timedelta(days=ahead)
            hours = self.hours_on(day)
            if hours is None:
                continue
            start = max(self._at(day, hours.opens), local)
            end = self._at(day, hours.closes)
            if start >= end:
                continue
            if start + left <= end:
                return start + left
            left -= end - start
        return None

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self._zone)
