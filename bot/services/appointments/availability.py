"""When a service is free: hours of staff and house, leave, holidays, what is taken, buffers. Pure.

Counted in whole minutes since 1970, so that eight weeks of twenty people take milliseconds.
"""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
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
_Dates = tuple[date, date]
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
    starts = [_starts_of(service, agenda, person, busy.get(person, []), (days, wish)) for person in people]
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
    windows = _Presence(agenda, session.staff_id).on(day)
    return any(start <= span[0] and span[1] <= end for start, end in windows)


class _Presence:
    """When one member of staff works: weekly hours within the house's, extra hours, less leave."""

    def __init__(self, agenda: Agenda, person: UUID) -> None:
        self._agenda = agenda
        self._weekly = agenda.hours[person].weekly if person in agenda.hours else {}
        self._extra = _spans(agenda, person, ExceptionKind.EXTRA)
        self._away = _away(agenda, person)

    def on(self, day: date) -> list[_Minutes]:
        house, zone = self._agenda.opening(day), self._agenda.zone
        windows = [
            (_at(day, max(own.opens, house.opens), zone), _at(day, min(own.closes, house.closes), zone))
            for own in self._weekly.get(day.weekday(), ())
            if house is not None
        ]
        midnight, next_one = _at(day, _MIDNIGHT, zone), _at(day + timedelta(days=1), _MIDNIGHT, zone)
        windows += [(max(start, midnight), min(end, next_one)) for start, end in self._extra]
        return _less(_joined([w for w in windows if w[0] < w[1]]), self._away)


def _days(service: Service, agenda: Agenda, wish: Wish, now: datetime) -> _Dates:
    today = now.astimezone(agenda.zone).date()
    horizon = today + timedelta(days=service.horizon_days)
    return max(today, wish.first or today), min(horizon, wish.last or horizon)


def _starts_of(
    service: Service, agenda: Agenda, person: UUID, taken: list[_Minutes], wanted: tuple[_Dates, Wish]
) -> Iterator[tuple[int, UUID]]:
    (days, wish), presence = wanted, _Presence(agenda, person)
    ends = [end for _, end in taken]
    for ahead in range((days[1] - days[0]).days + 1):
        day = days[0] + timedelta(days=ahead)
        windows = presence.on(day)
        if not windows:
            continue
        midnight = _at(day, _MIDNIGHT, agenda.zone)
        first = _at(day, wish.earliest or _MIDNIGHT, agenda.zone)
        last = _at(day, wish.latest or _LAST_MINUTE, agenda.zone)
        for start, end in windows:
            begin = midnight - (midnight - max(start, first)) // service.step * service.step
            for at in range(begin, min(end - service.minutes, last) + 1, service.step):
                following = bisect_right(ends, at)
                if following == len(taken) or taken[following][0] >= at + service.minutes + service.buffer:
                    yield at, person


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
