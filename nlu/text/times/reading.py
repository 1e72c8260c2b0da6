"""What a message says of a time, and which time that is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from nlu.text.times.calendar import Days
from nlu.text.times.hours import Later, Minutes
from nlu.text.times.mentions import Mention
from nlu.text.times.unclear import Reason, Unclear

Point = date | time | datetime
"""A day, an hour of no named day, or an hour of a day."""


class Kind(str, Enum):
    VALUE = "value"
    RANGE = "range"
    NONE = "none"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class When:
    start: Point
    end: Point
    """The same as `start` for a point; of days the last one."""

    def __str__(self) -> str:
        return _iso(self.start) if self.start == self.end else f"{_iso(self.start)}/{_iso(self.end)}"


@dataclass(frozen=True)
class Part:
    name: str
    """date or time."""
    start: int
    end: int
    """In the original text."""


@dataclass(frozen=True)
class Reading:
    kind: Kind
    when: When | None = None
    reason: Reason | None = None
    """Of an ambiguous one."""
    options: tuple[When, ...] = ()
    """What it may be, where that can be told: to be asked."""
    parts: tuple[Part, ...] = ()
    """The words it was read from."""

    def __str__(self) -> str:
        return str(self.when) if self.when else self.kind.value


def _iso(point: Point) -> str:
    if isinstance(point, datetime):
        return point.strftime("%Y-%m-%dT%H:%M")
    return point.strftime("T%H:%M") if isinstance(point, time) else point.isoformat()


class Past(Exception):
    """The day is over."""


def resolve(mention: Mention, now: datetime) -> When:
    """Raises Unclear and Past."""
    if isinstance(mention.hours, Later):
        return _later(mention.hours, now)
    days = mention.day.days(now.date()) if mention.day else None
    if days and days[1] < now.date():
        raise Past
    minutes = mention.hours.minutes() if mention.hours else None
    if days and minutes:
        return _hours_of_day(days, minutes, mention, now)
    if days:
        return When(*days)
    if minutes is None:
        raise Unclear(Reason.VAGUE)
    return When(*(time(*divmod(minute, 60)) for minute in minutes))


def _later(hours: Later, now: datetime) -> When:
    then = (now + timedelta(minutes=hours.count)).replace(second=0, microsecond=0)
    return When(then, then)


def _hours_of_day(days: Days, minutes: Minutes, mention: Mention, now: datetime) -> When:
    day = days[0]
    if day != days[1] or minutes == (0, 0) or day.day == mention.perhaps_day:
        raise Unclear(Reason.VAGUE)
    start, end = (datetime.combine(day, time(*divmod(minute, 60))) for minute in minutes)
    if end < now.replace(second=0, microsecond=0) or (start < end <= now):
        raise Unclear(Reason.GONE)
    return When(start, end)
