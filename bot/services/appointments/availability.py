"""When a service is free: hours of staff and house, leave, holidays, what is taken, buffers. Pure.

Counted in whole minutes since 1970, so that eight weeks of twenty people take milliseconds.
"""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import repeat
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.appointment import (
    CalendarException,
    ExceptionKind,
    Service,
    Session,
    Slot,
    StaffHours,
    Wish,
)
from bot.domain.organisation import Hours

Opening = Callable[[date], Hours | None]
"""The house's hours on a day; None when it is closed."""

_Minutes = tuple[int, int]
"""From, until (not included)."""
_MIDNIGHT, _LAST_MINUTE = time(0, 0), time(23, 59)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Whatever bears on the free slots of a span of days."""

    opening: Opening
    zone: ZoneInfo
    hours: Mapping[UUID, StaffHours] = field(default_factory=dict)
    exceptions: Sequence[CalendarException] = ()
    sessions: Sequence[Session] = ()
    """Also those held by somebody; cancelled ones do not count."""


def free_slots(
    service: Service, agenda: Agenda, wish: Wish, now: datetime, *, distinct: bool = False
) -> Iterator[Slot]:
    """By their beginning; of one beginning each member of staff that is free, or `distinct` the first."""
    earliest = _minute(now + timedelta(hours=service.notice_hours), up=True)
    latest = _minute(now + timedelta(days=service.horizon_days))
    days = _days(service, agenda, wish, now)
    people = [
        person
        for person in sorted(service.staff)
        if person in agenda.hours and wish.gender in (None, agenda.hours[person].gender)
    ]
    busy = _taken(agenda)
    starts = [
        zip(
            _starts_of(service, _Presence(agenda, person), busy.get(person, []), days, wish),
            repeat(person),
            strict=False,
        )
        for person in people
    ]
    rooms = [(room, busy.get(room, []), _away(agenda, room)) for room in sorted(service.rooms)]
    given = -1
    for start, person in heapq.merge(*starts):
        if not earliest <= start <= latest or (distinct and start == given):
            continue
        end = start + service.minutes
        for room in _free_rooms(rooms, (start, end), end + service.buffer):
            yield Slot(_moment(start), _moment(end), person, room)
            given = start
            break


def fits(agenda: Agenda, session: Session) -> bool:
    """Whether a session may take place: its staff and room are there, whatever else was booked."""
    span = _minute(session.start), _minute(session.end, up=True)
    if session.room_id and any(_overlap(span, gone) for gone in _away(agenda, session.room_id)):
        return False
    day = session.start.astimezone(agenda.zone).date()
    if session.staff_id is None:
        return agenda.opening(day) is not None
    windows = _Presence(agenda, session.staff_id).on(_Day(agenda, day))
    return any(start <= span[0] and span[1] <= end for start, end in windows)


class _Day:
    """A day with its hours in minutes, worked out once for everybody."""

    def __init__(self, agenda: Agenda, date_: date) -> None:
        self.weekday = date_.weekday()
        self.house = agenda.opening(date_)
        self.midnight = _at(date_, _MIDNIGHT, agenda.zone)
        self.end = _at(date_ + timedelta(days=1), _MIDNIGHT, agenda.zone)
        self._date, self._zone = date_, agenda.zone
        self._known: dict[time, int] = {}

    def at(self, clock: time) -> int:
        if clock not in self._known:
            self._known[clock] = _at(self._date, clock, self._zone)
        return self._known[clock]


class _Presence:
    """When one member of staff works: weekly hours within the house's, extra hours, less leave."""

    def __init__(self, agenda: Agenda, person: UUID) -> None:
        self._weekly = agenda.hours[person].weekly if person in agenda.hours else {}
        self._extra = _spans(agenda, person, ExceptionKind.EXTRA)
        self._away = _away(agenda, person)

    def on(self, day: _Day) -> list[_Minutes]:
        house, windows = day.house, []
        if house is not None:
            windows = [
                (day.at(max(own.opens, house.opens)), day.at(min(own.closes, house.closes)))
                for own in self._weekly.get(day.weekday, ())
            ]
        windows += [(max(start, day.midnight), min(end, day.end)) for start, end in self._extra]
        if not windows:
            return windows
        return _less(_joined([w for w in windows if w[0] < w[1]]), self._away)


def _days(service: Service, agenda: Agenda, wish: Wish, now: datetime) -> list[_Day]:
    today = now.astimezone(agenda.zone).date()
    horizon = today + timedelta(days=service.horizon_days)
    first, last = max(today, wish.first or today), min(horizon, wish.last or horizon)
    return [_Day(agenda, first + timedelta(days=ahead)) for ahead in range((last - first).days + 1)]


def _starts_of(
    service: Service, presence: _Presence, taken: list[_Minutes], days: list[_Day], wish: Wish
) -> Iterator[int]:
    ends = [end for _, end in taken]
    for day in days:
        for start, end in presence.on(day):
            first = max(start, day.at(wish.earliest or _MIDNIGHT))
            last = min(end - service.minutes, day.at(wish.latest or _LAST_MINUTE))
            begin = day.midnight - (day.midnight - first) // service.step * service.step
            for at in range(begin, last + 1, service.step):
                following = bisect_right(ends, at)
                if following == len(taken) or taken[following][0] >= at + service.minutes + service.buffer:
                    yield at


def _free_rooms(
    rooms: list[tuple[UUID, list[_Minutes], list[_Minutes]]], span: _Minutes, busy_until: int
) -> Iterator[UUID | None]:
    """None where the service needs no room."""
    if not rooms:
        yield None
    for room, taken, away in rooms:
        busy = any(_overlap((span[0], busy_until), each) for each in taken)
        if not busy and not any(_overlap(span, each) for each in away):
            yield room


def _joined(windows: list[_Minutes]) -> list[_Minutes]:
    joined: list[_Minutes] = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _less(windows: list[_Minutes], gone: list[_Minutes]) -> list[_Minutes]:
    for away in gone:
        cut = [
            piece
            for start, end in windows
            for piece in ((start, min(end, away[0])), (max(start, away[1]), end))
        ]
        windows = [w for w in cut if w[0] < w[1]]
    return windows


def _away(agenda: Agenda, who: UUID) -> list[_Minutes]:
    return _spans(agenda, who, ExceptionKind.AWAY)


def _spans(agenda: Agenda, who: UUID, kind: ExceptionKind) -> list[_Minutes]:
    of_kind = (each for each in agenda.exceptions if each.kind is kind)
    mine = (each.span for each in of_kind if who in (each.staff_id, each.room_id))
    return [(_minute(span.start), _minute(span.end, up=True)) for span in mine]


def _taken(agenda: Agenda) -> dict[UUID, list[_Minutes]]:
    """Of each member of staff and room, in order; the database keeps them from overlapping."""
    found: dict[UUID, list[_Minutes]] = {}
    for session in agenda.sessions:
        if not session.cancelled:
            span = _minute(session.start), _minute(session.busy_until, up=True)
            for who in (session.staff_id, session.room_id):
                if who is not None:
                    found.setdefault(who, []).append(span)
    for spans in found.values():
        spans.sort()
    return found


def _overlap(one: _Minutes, other: _Minutes) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _at(day: date, clock: time, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, clock, zone).timestamp()) // 60


def _minute(moment: datetime, *, up: bool = False) -> int:
    seconds = moment.timestamp()
    return int(-(-seconds // 60) if up else seconds // 60)


def _moment(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute)
