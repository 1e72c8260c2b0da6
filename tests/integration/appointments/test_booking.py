"""Holding and booking on a real PostgreSQL: one time is never given twice."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.domain.appointment import (
    Appointment,
    CalendarException,
    ExceptionKind,
    Room,
    Session,
    Span,
    Status,
    Wish,
)
from bot.domain.errors import WrongStateError
from bot.persistence.tables import sessions
from bot.services.appointments.agenda import nearest, slots_of
from bot.services.appointments.book import Booker, confirm, end, hold, hold_in_chat, hold_seat
from tests.support.calendar import SUNDAY, at, booked, change, opened, service_of, workshop
from tests.support.world import World

TEN = at(10)


async def writers(world: World, count: int) -> list[UUID]:
    return [(await world.receive("hi", who=f"w{n}")).conversation_id for n in range(count)]


async def starts(world: World, code: str = "follow_up") -> list[str]:
    async with world.begin() as tx:
        found = await slots_of(tx, await service_of(world, code), Wish(SUNDAY, SUNDAY), world.now)
    return [f"{slot.start.astimezone(TEN.tzinfo):%H:%M}" for slot in found]


async def held(world: World, conversation_id: UUID) -> Appointment | None:
    """The slot at ten, or the next ones, as they are free when it begins to look."""
    one = await service_of(world)
    async with world.begin() as tx:
        slots = [s for s in await slots_of(tx, one, Wish(SUNDAY, SUNDAY), world.now) if s.start == TEN]
        return await hold_in_chat(tx, one, slots, Booker(conversation_id), world.now)


async def test_a_hold_takes_the_time_and_confirming_keeps_it(world: World) -> None:
    await opened(world)
    (conversation,) = await writers(world, 1)
    assert await held(world, conversation)
    assert "10:00" not in await starts(world)
    async with world.begin() as tx:
        made = await confirm(tx, conversation, world.now)
    assert made is not None
    assert (made.status, made.start) == (Status.BOOKED, TEN)
    assert "10:00" not in await starts(world)


async def test_a_hold_that_ran_out_is_free_for_the_next_and_gone_for_the_first(world: World) -> None:
    await opened(world)
    first, second = await writers(world, 2)
    await held(world, first)
    assert await held(world, second) is None
    world.now += timedelta(minutes=11)
    one = await service_of(world)
    async with world.begin() as tx:
        await tx.appointments.drop_expired_holds(world.now)
    assert await held(world, second)
    async with world.begin() as tx:
        assert await confirm(tx, first, world.now) is None
        assert (await confirm(tx, second, world.now)) is not None
    assert one.code == "follow_up"


async def test_a_hold_that_ran_out_still_counts_while_nobody_wants_the_time(world: World) -> None:
    await opened(world)
    (conversation,) = await writers(world, 1)
    await held(world, conversation)
    world.now += timedelta(minutes=30)
    async with world.begin() as tx:
        assert (await confirm(tx, conversation, world.now)) is not None


async def test_confirming_looks_again_at_whether_staff_are_there(world: World) -> None:
    hana = await opened(world)
    (conversation,) = await writers(world, 1)
    await held(world, conversation)
    ill = CalendarException(uuid4(), ExceptionKind.AWAY, Span(at(8), at(12)), hana.id)
    async with world.begin() as tx:
        await tx.calendar.add_exception(ill)
        assert await confirm(tx, conversation, world.now) is None


async def test_a_hundred_want_one_time_and_one_gets_it(world: World) -> None:
    """The others get the next ones at once, each another."""
    await opened(world)
    await change(world, minutes=5, buffer=0, step=5)
    people = await writers(world, 100)
    one = await service_of(world)
    async with world.begin() as tx:
        offered = await slots_of(tx, one, Wish(SUNDAY, SUNDAY + timedelta(days=7)), world.now)
    first = offered[0]

    at_once = asyncio.Semaphore(16)

    async def choose(conversation_id: UUID) -> tuple[bool, Appointment]:
        async with at_once:
            return await try_until_held(conversation_id)

    async def try_until_held(conversation_id: UUID) -> tuple[bool, Appointment]:
        async with world.begin() as tx:
            won = await hold(tx, one, [first], Booker(conversation_id), world.now)
        if won is not None:
            return True, won
        for _ in range(100):
            async with world.begin() as tx:
                free = nearest(await slots_of(tx, one, Wish(), world.now), Wish(), count=20)
                got = await hold(tx, one, free, Booker(conversation_id), world.now)
            if got is not None:
                return False, got
        raise AssertionError("nothing was left")

    results = await asyncio.gather(*map(choose, people))
    assert sum(won for won, _ in results) == 1
    assert len({got.start for _, got in results}) == 100


async def test_the_database_itself_refuses_an_overlap(world: World) -> None:
    hana = await opened(world)
    one = await service_of(world)
    room = Room(uuid4(), "2")
    row = {"service_id": one.id, "starts_at": TEN, "ends_at": at(11), "busy_until": at(11, 15)}
    async with world.begin() as tx:
        await tx.calendar.save_room(room)
    for who in ({"staff_id": hana.id}, {"room_id": room.id}):
        later = {**row, "starts_at": at(11, 10), "ends_at": at(12), "busy_until": at(12)}
        after = {**row, "starts_at": at(11, 15), "ends_at": at(12), "busy_until": at(12)}
        async with world.core.engine.begin() as connection:
            await connection.execute(insert(sessions).values(id=uuid4(), **row, **who))
            await connection.execute(insert(sessions).values(id=uuid4(), cancelled=True, **later, **who))
        with pytest.raises(IntegrityError):
            async with world.core.engine.begin() as connection:
                await connection.execute(insert(sessions).values(id=uuid4(), **later, **who))
        async with world.core.engine.begin() as connection:
            await connection.execute(insert(sessions).values(id=uuid4(), **after, **who))


async def test_moving_keeps_the_old_one_until_the_new_is_sure(world: World) -> None:
    await opened(world)
    (conversation,) = await writers(world, 1)
    old = await booked(world, at(12), conversation)
    one = await service_of(world)
    async with world.begin() as tx:
        slots = [s for s in await slots_of(tx, one, Wish(SUNDAY, SUNDAY), world.now) if s.start == TEN]
        await hold_in_chat(tx, one, slots, Booker(conversation, replaces=old), world.now)
        assert (await tx.appointments.get(old)).status is Status.BOOKED
        await confirm(tx, conversation, world.now)
        ended = await tx.appointments.get(old)
    assert (ended.status, ended.ended_why) == (Status.CANCELLED, "moved")
    assert "12:00" in await starts(world)
    assert "10:00" not in await starts(world)


async def test_cancelling_frees_the_time_and_happens_once(world: World) -> None:
    await opened(world)
    (conversation,) = await writers(world, 1)
    made = await booked(world, TEN, conversation)
    async with world.begin() as tx:
        await end(tx, await tx.appointments.lock(made), Status.CANCELLED, "person", world.now)
    assert "10:00" in await starts(world)
    async with world.begin() as tx:
        with pytest.raises(WrongStateError):
            await end(tx, await tx.appointments.lock(made), Status.CANCELLED, "person", world.now)


async def test_seats_of_a_group_go_one_by_one_and_no_further(world: World) -> None:
    await opened(world)
    group = await workshop(world, seats=3)
    people = await writers(world, 12)

    async def sign_up(conversation_id: UUID) -> Appointment | None:
        async with world.begin() as tx:
            return await hold_seat(tx, group.id, Booker(conversation_id), world.now)

    results = await asyncio.gather(*map(sign_up, people))
    assert sum(seat is not None for seat in results) == 3
    async with world.begin() as tx:
        (listed,) = await tx.appointments.announced(world.now)
        assert (listed.taken, listed.free_seats) == (3, 0)
        first = (await tx.appointments.of_session(group.id))[0]
        await end(tx, first, Status.CANCELLED, "person", world.now)
    async with world.begin() as tx:
        assert not (await tx.appointments.lock_session(group.id)).cancelled
    assert await sign_up(people[0]) is not None or await sign_up(people[-1]) is not None


async def test_names_are_encrypted_and_read_back(world: World) -> None:
    await opened(world)
    (conversation,) = await writers(world, 1)
    one = await service_of(world)
    async with world.begin() as tx:
        slots = await slots_of(tx, one, Wish(), world.now)
        kept = await hold(tx, one, slots, Booker(conversation, for_whom="سناء"), world.now)
        assert kept is not None
        assert (await tx.appointments.get(kept.id)).for_whom == "سناء"
        assert isinstance(kept.session, Session)
