"""The agenda of a span of time as it is kept, and the nearest slots of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.appointment import Service, Slot, Wish
from bot.domain.organisation import Hours
from bot.services.appointments.availability import Agenda, Opening, free_slots
from bot.services.ports import UnitOfWork
from bot.services.working_clock import WorkingClock

AMMAN = ZoneInfo("Asia/Amman")
OFFERED = 3
_LOOKED_AT = 400
"""Beginnings among which the one nearest to a named hour is sought."""
_CLOSE = timedelta(minutes=60)
_WHOLE_DAY = Hours(time(0, 0), time(23, 59))


async def load_agenda(tx: UnitOfWork, first: datetime, last: datetime) -> Agenda:
    return Agenda(
        opening=await house_opening(tx),
        zone=AMMAN,
        hours=await tx.calendar.hours(),
        exceptions=await tx.calendar.exceptions(first, last),
        sessions=await tx.appointments.sessions(first, last),
    )


async def house_opening(tx: UnitOfWork) -> Opening:
    """Until the association has said when it is open, only holidays and closed days count."""
    page = await tx.pages.organisation()
    if not page.hours:
        page = replace(page, hours=dict.fromkeys(range(7), _WHOLE_DAY))
    return WorkingClock(page, await tx.pages.holidays(), AMMAN).hours_on


async def is_set_up(tx: UnitOfWork) -> bool:
    """Whether anything can be booked at all."""
    return bool(await bookable(tx))


async def bookable(tx: UnitOfWork) -> list[Service]:
    """Services that somebody with working hours gives."""
    working = {
        staff_id for staff_id, hours in (await tx.calendar.hours()).items() if any(hours.weekly.values())
    }
    return [service for service in await tx.calendar.services() if service.staff & working]


async def slots_of(
    tx: UnitOfWork, service: Service, wish: Wish, now: datetime, *, distinct: bool = False
) -> list[Slot]:
    """All free ones, by their beginning; `distinct`: one of each beginning."""
    today = now.astimezone(AMMAN).date()
    first = max(today, wish.first or today)
    last = min(today + timedelta(days=service.horizon_days), wish.last or date.max)
    if last < first:
        return []
    agenda = await load_agenda(tx, _midnight(first), _midnight(last) + timedelta(days=2))
    return list(free_slots(service, agenda, wish, now, distinct=distinct))


def nearest(slots: Iterable[Slot], wish: Wish, *, skip: int = 0, count: int = OFFERED) -> list[Slot]:
    """One of each beginning, those near to a named hour first; told by their beginning."""
    distinct = list({slot.start: slot for slot in reversed(list(islice(slots, _LOOKED_AT)))}.values())[::-1]
    if wish.near is not None:
        near = wish.near
        distinct.sort(key=lambda slot: _off(slot, near))
    return sorted(distinct[skip : skip + count], key=lambda slot: slot.start)


def is_as_wished(slots: Iterable[Slot], wish: Wish) -> bool:
    """Whether one of them begins within an hour of the hour that was named, if one was."""
    near = wish.near
    return any(near is None or not _off(slot, near)[0] for slot in slots)


def _off(slot: Slot, near: time) -> tuple[bool, date, timedelta]:
    start = slot.start.astimezone(AMMAN)
    distance = abs(start - datetime.combine(start.date(), near, AMMAN))
    return distance > _CLOSE, start.date(), distance


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), AMMAN)
