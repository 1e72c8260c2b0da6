"""A time that was read from a message, said back: as a value for words (`ports.world.Words`)."""

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from typing import Any

from hijridate import Gregorian

from nlu.text.times import When

Value = Mapping[str, Any]
_ANY_DAY = date(2026, 1, 1)
"""Of an hour without a day only the hour is told."""


def say_time(when: When, zone: tzinfo, *, hijri: bool = False) -> Value:
    """Sunday 29 November at 10:30 am; ranges from first to last. `hijri` puts the Hijri date beside a single
    day."""
    said = _point(when.start, zone) if when.start == when.end else _range(when, zone)
    day = _only_day(when)
    if not hijri or day is None:
        return said
    return {"key": "time.with_hijri", "values": {"said": said, "hijri": _hijri(day)}}


def _point(point: date | time | datetime, zone: tzinfo) -> Value:
    if isinstance(point, datetime):
        return {"moment": point.replace(tzinfo=zone).isoformat()}
    if isinstance(point, time):
        return {"time": datetime.combine(_ANY_DAY, point, zone).isoformat()}
    return {"date": point.isoformat()}


def _range(when: When, zone: tzinfo) -> Value:
    start, end = when.start, when.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        hours = {"first": _point(start.time(), zone), "last": _point(end.time(), zone)}
        return {"key": "time.hours_of_day", "values": {"day": _point(start.date(), zone), **hours}}
    ends = {"first": _point(start, zone), "last": _point(end, zone)}
    return {"key": "time.hours" if isinstance(start, time) else "time.days", "values": ends}


def _only_day(when: When) -> date | None:
    days = {point.date() if isinstance(point, datetime) else point for point in (when.start, when.end)}
    day = days.pop()
    return day if not days and isinstance(day, date) else None


def _hijri(day: date) -> Value:
    found = Gregorian(day.year, day.month, day.day).to_hijri()
    month = {"key": f"hijri_month.{found.month}"}
    return {
        "key": "time.hijri",
        "values": {"day": {"count": found.day}, "month": month, "year": {"count": found.year}},
    }
