"""An association with a calendar: who works when, in which room, and what is offered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from bot.domain.appointment import (
    Gender,
    Room,
    Service,
    Session,
    StaffHours,
    Wish,
)
from bot.domain.organisation import Hours
from bot.domain.staff import Staff
from bot.services.appointments.agenda import slots_of
from bot.services.appointments.book import Booker, book
from tests.support.staff import employed, member
from tests.support.world import World

AMMAN = ZoneInfo("Asia/Amman")
WORKING: Mapping[int, tuple[Hours, ...]] = {day: (Hours(time(8), time(16)),) for day in (6, 0, 1, 2, 3)}
SUNDAY = date(2026, 11, 29)
"""No holiday near it."""


def at(hour: int, minute: int = 0, day: date = SUNDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), AMMAN)


async def opened(world: World, name: str = "Hana", gender: Gender | None = Gender.FEMALE) -> Staff:
    """A member of staff with hours, who gives everything in one room. The clock is set to the Saturday
    before `SUNDAY`."""
    world.now = at(9, day=SUNDAY - timedelta(days=1))
    someone = member(name)
    await employed(world.begin, someone)
    async with world.begin() as tx:
        await tx.calendar.save_hours(StaffHours(someone.id, WORKING, gender))
        rooms = await tx.calendar.rooms() or [Room(uuid4(), "1")]
        await tx.calendar.save_room(rooms[0])
        for each in await tx.calendar.services():
            await tx.calendar.save_service(
                replace(each, staff=each.staff | {someone.id}, place={"ar": "مقر الجمعية"})
            )
    return someone


async def service_of(world: World, code: str = "follow_up") -> Service:
    async with world.begin() as tx:
        return next(each for each in await tx.calendar.services() if each.code == code)


async def change(world: World, code: str = "follow_up", **values: Any) -> Service:
    changed = replace(await service_of(world, code), **values)
    async with world.begin() as tx:
        await tx.calendar.save_service(changed)
    return changed


async def booked(
    world: World, start: datetime, conversation_id: UUID | None = None, code: str = "follow_up"
) -> UUID:
    """An appointment, made by staff."""
    one = await service_of(world, code)
    async with world.begin() as tx:
        slots = [slot for slot in await slots_of(tx, one, Wish(), world.now) if slot.start == start]
        made = await book(tx, one, slots, Booker(conversation_id), world.now)
    assert made is not None, f"{start} is not free"
    return made.id


async def workshop(world: World, seats: int = 2, start: datetime | None = None) -> Session:
    one = await service_of(world, "vocational")
    begin = start or at(10)
    end = begin + timedelta(hours=2)
    session = Session(
        uuid4(),
        one.id,
        begin,
        end,
        end,
        seats=seats,
        title={"ar": "ورشة السيرة الذاتية", "en": "Writing a CV"},
        description={"ar": "كيف تكتبون سيرة ذاتية", "en": "How to write a CV"},
        announced=True,
    )
    async with world.begin() as tx:
        assert await tx.appointments.open_session(session)
    return session
