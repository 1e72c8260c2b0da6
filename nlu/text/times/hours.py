"""Hours as they are said, and the minutes of the day that they are."""

from dataclasses import dataclass, replace
from enum import IntEnum

from nlu.text.times.unclear import Reason, Unclear

OPENS, CLOSES = 8 * 60, 16 * 60
_NOON = 12
_LAST_AFTERNOON_HOUR = 7
_LAST_SMALL_HOUR = 4

Minutes = tuple[int, int]
"""The first and the last, after midnight; the same for a point in time."""


class Part(IntEnum):
    MORNING = 1
    NOON = 2
    AFTERNOON = 3
    ASR = 4
    EVENING = 5
    NIGHT = 6
    DAWN = 7
    FORENOON = 8
    AM = 9
    PM = 10
    BEFORE_NOON = 11


_PARTS = {
    Part.MORNING: (8, 12), Part.NOON: (12, 13), Part.AFTERNOON: (12, 16), Part.ASR: (15, 16),
    Part.EVENING: (17, 20), Part.NIGHT: (17, 20), Part.BEFORE_NOON: (8, 12),
}  # fmt: skip
_BEFORE_NOON = {Part.MORNING, Part.DAWN, Part.FORENOON, Part.AM, Part.BEFORE_NOON}


def hour_of_day(hour: int, part: Part | None) -> int:
    """Raises Unclear where they do not go together."""
    if hour > _NOON or hour == 0:
        return hour % 24
    if part is None:
        return hour + 12 if hour <= _LAST_AFTERNOON_HOUR else hour
    if part in _BEFORE_NOON:
        return _before_noon(hour, part)
    return _after_noon(hour, part)


def _before_noon(hour: int, part: Part) -> int:
    if hour < _NOON:
        return hour
    if part is Part.AM:
        return 0
    raise Unclear(Reason.VAGUE)


def _after_noon(hour: int, part: Part) -> int:
    if part is Part.NIGHT and (hour == _NOON or hour <= _LAST_SMALL_HOUR):
        return hour % 12
    if part is Part.NOON and hour > 9:
        return hour
    if part is Part.EVENING and hour == _NOON:
        raise Unclear(Reason.VAGUE)
    return hour % 12 + 12


@dataclass(frozen=True)
class Clock:
    hour: int
    minute: int = 0
    """May be below zero: a quarter to."""
    part: Part | None = None
    padded: bool = False
    """Written 07: that may be meant by a clock of 24 hours."""

    def at(self) -> int:
        if self.padded and self.part is None and 0 < self.hour <= _LAST_AFTERNOON_HOUR:
            raise Unclear(Reason.VAGUE)
        found = hour_of_day(self.hour, self.part) * 60 + self.minute
        if found < 0:
            raise Unclear(Reason.VAGUE)
        return found


@dataclass(frozen=True)
class At:
    clock: Clock

    def minutes(self) -> Minutes:
        at = self.clock.at()
        return at, at

    def during(self, part: Part) -> "At":
        return At(replace(self.clock, part=self.clock.part or part))


@dataclass(frozen=True)
class During:
    part: Part

    def minutes(self) -> Minutes:
        if self.part not in _PARTS:
            raise Unclear(Reason.VAGUE)
        first, last = _PARTS[self.part]
        return first * 60, last * 60


@dataclass(frozen=True)
class After:
    """Until working hours end."""

    limit: Clock | Part

    def minutes(self) -> Minutes:
        start = self.limit.at() if isinstance(self.limit, Clock) else During(self.limit).minutes()[1]
        if not OPENS <= start < CLOSES:
            raise Unclear(Reason.OUTSIDE_HOURS)
        return start, CLOSES

    def during(self, part: Part) -> "Within":
        return Within(During(part), After(_in_part(self.limit, part)))


@dataclass(frozen=True)
class Before:
    """From when working hours begin."""

    limit: Clock | Part

    def minutes(self) -> Minutes:
        end = self.limit.at() if isinstance(self.limit, Clock) else During(self.limit).minutes()[0]
        if not OPENS < end <= CLOSES:
            raise Unclear(Reason.OUTSIDE_HOURS)
        return OPENS, end

    def during(self, part: Part) -> "Within":
        return Within(During(part), Before(_in_part(self.limit, part)))


def _in_part(limit: Clock | Part, part: Part) -> Clock | Part:
    return replace(limit, part=limit.part or part) if isinstance(limit, Clock) else limit


@dataclass(frozen=True)
class Between:
    first: Clock
    last: Clock

    def minutes(self) -> Minutes:
        """A part of day said with one of the two holds for the other where that gives an order."""
        for first, last in self._readings():
            if first.at() < last.at():
                return first.at(), last.at()
        raise Unclear(Reason.VAGUE)

    def _readings(self) -> list[tuple[Clock, Clock]]:
        if self.first.part is None and self.last.part is not None:
            return [(replace(self.first, part=self.last.part), self.last), (self.first, self.last)]
        if self.last.part is None and self.first.part is not None:
            return [(self.first, self.last), (self.first, replace(self.last, part=self.first.part))]
        return [(self.first, self.last), (self.first, replace(self.last, part=Part.PM))]

    def during(self, part: Part) -> "Between":
        return Between(self.first, replace(self.last, part=self.last.part or part))


@dataclass(frozen=True)
class Within:
    """Where two ranges overlap."""

    one: "During | After | Before"
    other: "During | After | Before"

    def minutes(self) -> Minutes:
        (a, b), (c, d) = self.one.minutes(), self.other.minutes()
        if max(a, c) >= min(b, d):
            raise Unclear(Reason.VAGUE)
        return max(a, c), min(b, d)


@dataclass(frozen=True)
class NoHour:
    reason: Reason

    def minutes(self) -> Minutes:
        raise Unclear(self.reason)


@dataclass(frozen=True)
class Later:
    """So many minutes from now."""

    count: int


Hours = At | During | After | Before | Between | Within | NoHour | Later


def together(one: Hours, other: Hours) -> Hours | None:
    """What is meant when both are said of one appointment; nothing where they are two."""
    if isinstance(one, NoHour) or isinstance(other, NoHour):
        return one if isinstance(other, NoHour) else other
    if isinstance(other, During):
        one, other = other, one
    if not isinstance(one, During):
        return _both_limits(one, other)
    if isinstance(other, During):
        return one if _same(one, other) else None
    if isinstance(other, (At, After, Before, Between)):
        return other.during(one.part)
    return None


def _same(one: During, other: During) -> bool:
    return one.part == other.part


def _both_limits(one: Hours, other: Hours) -> Hours | None:
    limits = {type(one), type(other)}
    if limits == {After, Before} and isinstance(one, (After, Before)) and isinstance(other, (After, Before)):
        return Within(one, other)
    return None
