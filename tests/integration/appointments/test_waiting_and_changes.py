"""The waiting list asks one at a time; a change of facts reaches whom it concerns."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain.appointment import CalendarException, ExceptionKind, Span, Status
from bot.domain.errors import NotAllowedError
from bot.domain.staff import Role, Staff
from bot.services.appointments.affected import call_off, find_affected, tell_affected
from bot.services.appointments.book import end
from bot.services.appointments.waiting import ANSWER_WITHIN, serve_waiting
from tests.support.booker import Visitor
from tests.support.calendar import SUNDAY, at, booked, change, opened, workshop
from tests.support.staff import member
from tests.support.world import World

SERVICE = "legal"


async def full(world: World) -> tuple[Staff, UUID]:
    """One time a week, and it is taken."""
    hana = await opened(world)
    await change(world, SERVICE, minutes=480, buffer=0, step=480, horizon_days=2)
    taken = (await world.receive("hi", who="taker")).conversation_id
    return hana, await booked(world, at(8), taken, SERVICE)


async def waits(world: World, who: str) -> Visitor:
    visitor = await Visitor(world, who).says("بدي استشارة قانونية")
    await visitor.presses("button.waiting_list")
    assert visitor.heard == ["waiting.on"]
    world.now += timedelta(minutes=1)
    return visitor


async def freed(world: World, appointment: UUID) -> None:
    async with world.begin() as tx:
        await end(tx, await tx.appointments.lock(appointment), Status.CANCELLED, "person", world.now)


async def asked(world: World) -> list[str]:
    """Who is asked now."""
    seen = len(world.senders[Visitor(world).channel].sent)
    await serve_waiting(world.begin, world.now)
    await world.work()
    sent = world.senders[Visitor(world).channel].sent[seen:]
    return [out.address.value for out in sent if out.text.startswith("waiting.asked")]


async def test_who_waits_longest_is_asked_first_and_alone(world: World) -> None:
    _, appointment = await full(world)
    first, second = await waits(world, "first"), await waits(world, "second")
    await change(world, SERVICE, horizon_days=1)
    assert await asked(world) == []
    await freed(world, appointment)
    assert await asked(world) == ["first"]
    assert await asked(world) == []
    await first.says("نعم", act="wait_take")
    assert first.heard[0] == "appointment.booked"
    assert [one.start for one in await first.booked()] == [at(8)]
    assert await asked(world) == []
    assert await second.booked() == []


async def test_silence_or_no_gives_it_to_the_next(world: World) -> None:
    _, appointment = await full(world)
    for who in ("first", "second", "third"):
        await waits(world, who)
    await change(world, SERVICE, horizon_days=1)
    await freed(world, appointment)
    assert await asked(world) == ["first"]
    await world.pass_time(ANSWER_WITHIN + timedelta(minutes=1))
    assert await asked(world) == ["second"]
    second = Visitor(world, "second", answers=world.senders[Visitor(world).channel].sent[-1:])
    await second.presses("button.wait_pass")
    assert second.heard == ["waiting.passed"]
    assert await asked(world) == ["third"]


async def test_nobody_is_asked_at_night(world: World) -> None:
    _, appointment = await full(world)
    await waits(world, "first")
    await freed(world, appointment)
    world.now = at(22, day=SUNDAY - timedelta(days=1))
    assert await asked(world) == []


async def ill(world: World, hana: Staff) -> None:
    span = Span(at(0), at(0, day=SUNDAY + timedelta(days=1)))
    async with world.begin() as tx:
        await tx.calendar.add_exception(CalendarException(uuid4(), ExceptionKind.AWAY, span, hana.id))


async def test_when_staff_fall_ill_people_are_told_and_offered_other_times(world: World) -> None:
    hana = await opened(world)
    visitor = await Visitor(world).says("hi", intent="greet")
    appointment = await booked(world, at(10), visitor.conversation_id)
    later = await booked(world, at(10, day=SUNDAY + timedelta(days=1)), visitor.conversation_id)
    await ill(world, hana)
    async with world.begin() as tx:
        affected = await find_affected(tx, world.now)
        assert [one.id for one in affected] == [appointment]
        assert await tell_affected(tx, member("Lina", Role.COORDINATOR), [appointment], world.now) == []
    await world.work()
    visitor.answers = world.senders[visitor.channel].sent[-1:]
    assert visitor.heard == ["appointment.called_off"]
    assert visitor.slots[0] == "2026-11-30T08:00"
    await visitor.presses("row.slot")
    await visitor.presses("button.book_yes")
    assert [one.id == later for one in await visitor.booked()] == [False, True]
    async with world.begin() as tx:
        assert await find_affected(tx, world.now) == []


async def test_a_group_that_is_called_off_tells_everybody(world: World) -> None:
    await opened(world)
    group = await workshop(world)
    visitors = [Visitor(world, who) for who in ("mother", "father")]
    for visitor in visitors:
        await visitor.says("شو في ورشات", intent="ask_workshops", act="workshops")
        await visitor.presses("row.workshop")
        await visitor.presses("button.book_yes")
    async with world.begin() as tx:
        assert await call_off(tx, member("Lina", Role.COORDINATOR), group.id, world.now) == []
        assert await tx.appointments.announced(world.now) == []
    await world.work()
    sent = world.senders[visitors[0].channel].sent[-2:]
    assert {out.text.split(" ")[0] for out in sent} == {"workshop.called_off"}
    assert {out.address.value for out in sent} == {"mother", "father"}


async def test_whom_no_message_reaches_is_named(world: World) -> None:
    hana = await opened(world)
    appointment = await booked(world, at(10))
    await ill(world, hana)
    async with world.begin() as tx:
        coordinator = member("Lina", Role.COORDINATOR)
        assert await tell_affected(tx, coordinator, [appointment], world.now) == [appointment]
        with pytest.raises(NotAllowedError):
            await tell_affected(tx, member("Nada", Role.ADMINISTRATOR), [appointment], world.now)
