"""Reminders on a real database: on time, once, never of what is cancelled or moved, never at night."""

import asyncio
import sys
from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.appointment import ReminderKind, ReminderStatus, Reply, Status
from bot.domain.channel import Channel
from bot.domain.template import APPROVED, Template, TemplateStatus
from bot.services.appointments.book import end
from bot.services.appointments.remind import TEMPLATE, Reminding, remind_due
from bot.services.appointments.upkeep import AppointmentUpkeep
from tests.support.booker import Visitor
from tests.support.calendar import SUNDAY, at, booked, change, opened
from tests.support.world import PlainWords, World

MONDAY = SUNDAY + timedelta(days=1)
START = at(10, 30, MONDAY)
PATTERN = Template(TEMPLATE, "ar", "نذكّركم بموعدنا {{1}}", "UTILITY")


async def upkeep(world: World, now: datetime | None = None) -> list[str]:
    """What goes out of a look at what is due."""
    world.now = now or world.now
    before = {channel: len(sender.sent) for channel, sender in world.senders.items()}
    await remind_due(Reminding(world.begin, [PATTERN], PlainWords()), world.now)
    await world.work()
    return [
        out.text.split(" ")[0] or out.template
        for channel, sender in world.senders.items()
        for out in sender.sent[before[channel] :]
    ]


async def states(world: World, appointment_id: UUID) -> dict[ReminderKind, ReminderStatus]:
    async with world.begin() as tx:
        return {r.kind: r.status for r in await tx.reminders.of_appointments([appointment_id])}


async def one(world: World, channel: Channel = Channel.TELEGRAM, start: datetime = START) -> UUID:
    await opened(world)
    receipt = await world.say("hi", channel=channel, who="962790000001")
    return await booked(world, start, receipt.conversation_id)


async def test_the_day_before_and_two_hours_before_each_once(world: World) -> None:
    appointment = await one(world)
    assert await upkeep(world, at(10, 29)) == []
    assert await upkeep(world, at(10, 30)) == ["reminder.day"]
    assert await upkeep(world, at(10, 31)) == []
    assert await upkeep(world, at(8, 30, MONDAY)) == ["reminder.hours"]
    assert await upkeep(world, at(8, 40, MONDAY)) == []
    assert set((await states(world, appointment)).values()) == {ReminderStatus.SENT}


async def test_the_worker_looks_every_ten_seconds(world: World) -> None:
    await one(world)
    look = AppointmentUpkeep(world.begin, [PATTERN], PlainWords(), world.clock)
    await look()
    world.now = at(10, 30) - timedelta(seconds=1)
    await look()
    world.now = at(10, 30)
    await look()
    await world.work()
    assert not any(text.startswith("reminder") for text in world.sent())
    world.now += timedelta(seconds=9)
    await look()
    await world.work()
    assert sum(text.startswith("reminder.day") for text in world.sent()) == 1


async def test_its_buttons(world: World) -> None:
    await one(world)
    await upkeep(world, at(10, 30))
    visitor = Visitor(world, "962790000001", answers=world.senders[Channel.TELEGRAM].sent[-1:])
    assert visitor.labels == ["button.coming", "button.move", "button.cancel_it"]
    await visitor.presses("button.coming")
    assert visitor.heard == ["appointment.coming"]
    visitor.answers = world.senders[Channel.TELEGRAM].sent[-2:-1]
    await visitor.presses("button.cancel_it")
    assert visitor.heard == ["appointment.cancelled"]
    assert await upkeep(world, at(8, 30, MONDAY)) == []


async def test_a_bare_yes_or_no_to_it_is_an_answer(world: World) -> None:
    appointment = await one(world)
    await upkeep(world, at(10, 30))
    visitor = Visitor(world, "962790000001")
    await visitor.says("no", intent="greet")
    assert world.dialogue.turns[-1].facts.appointments.step == "reminded"
    await visitor.says("اه", act="coming")
    assert visitor.heard == ["appointment.coming"]
    await visitor.says("hi", intent="greet")
    assert world.dialogue.turns[-1].facts.appointments.step == ""
    async with world.begin() as tx:
        assert (await tx.appointments.get(appointment)).reply is Reply.COMING


async def test_one_that_was_cancelled_after_it_was_queued_never_leaves(world: World) -> None:
    appointment = await one(world)
    world.now = at(10, 30)
    await remind_due(Reminding(world.begin, [], PlainWords()), world.now)
    async with world.begin() as tx:
        await end(tx, await tx.appointments.lock(appointment), Status.CANCELLED, "staff", world.now)
    await world.work()
    assert [text for text in world.sent() if text.startswith("reminder")] == []


async def test_reminders_of_a_moved_appointment_are_those_of_the_new_time(world: World) -> None:
    appointment = await one(world)
    visitor = await Visitor(world, "962790000001").says(
        "أجلوا موعدي ليوم الأربعاء الساعة 11", intent="reschedule_appointment"
    )
    await visitor.presses("row.slot", 1)
    await visitor.presses("button.book_yes")
    assert set((await states(world, appointment)).values()) == {ReminderStatus.DROPPED}
    assert await upkeep(world, at(10, 30)) == []
    assert await upkeep(world, at(11, 0, SUNDAY + timedelta(days=2))) == ["reminder.day"]


async def test_what_was_missed_while_down_goes_late_or_is_said_to_staff(world: World) -> None:
    appointment = await one(world)
    assert await upkeep(world, at(19)) == ["reminder.day"]
    assert await upkeep(world, at(10, 15, MONDAY)) == []
    assert (await states(world, appointment))[ReminderKind.HOURS] is ReminderStatus.LATE
    async with world.begin() as tx:
        assert [r.appointment_id for r in await tx.reminders.unsent(at(0))] == [appointment]


async def test_a_late_one_waits_for_the_morning(world: World) -> None:
    await one(world, start=at(15, 0, MONDAY))
    assert await upkeep(world, at(23)) == []
    assert await upkeep(world, at(7, 59, MONDAY)) == []
    assert await upkeep(world, at(8, 0, MONDAY)) == ["reminder.day"]


async def test_outside_whatsapps_window_only_an_approved_template_leaves(world: World) -> None:
    appointment = await one(world, Channel.WHATSAPP, start=at(10, 30, SUNDAY + timedelta(days=3)))
    assert await upkeep(world, at(10, 30, SUNDAY + timedelta(days=2))) == []
    assert (await states(world, appointment))[ReminderKind.DAY] is ReminderStatus.CLOSED
    async with world.begin() as tx:
        await tx.templates.keep([TemplateStatus(TEMPLATE, "ar", APPROVED, "UTILITY")])
    assert await upkeep(world, at(8, 30, SUNDAY + timedelta(days=3))) != []
    assert world.senders[Channel.WHATSAPP].sent[-1].template == TEMPLATE
    visitor = Visitor(world, "962790000001", Channel.WHATSAPP)
    await visitor.says("سأحضر", act="coming")
    assert visitor.heard == ["appointment.coming"]


async def many(world: World, count: int) -> set[UUID]:
    await opened(world)
    await change(world, minutes=5, buffer=0, step=5)
    made = set()
    for number in range(count):
        receipt = await world.receive("hi", who=f"w{number}")
        start = at(10, 0, MONDAY) + timedelta(minutes=5 * number)
        made.add(await booked(world, start, receipt.conversation_id))
    return made


async def reminded(world: World) -> Counter[str]:
    async with world.begin() as tx:
        due = await tx.appointments.between(at(0, day=MONDAY), at(23, day=MONDAY))
        threads = [await tx.messages.thread(r.conversation_id) for r in due if r.conversation_id]
    bodies = [m.body for thread in threads for m in thread if m.body.get("message") == "reminder.day"]
    return Counter(body["appointment"] for body in bodies)


async def test_two_processes_remind_of_each_once(world: World) -> None:
    made = await many(world, 8)
    world.now = at(12)
    jobs = [remind_due(Reminding(world.begin, [], PlainWords()), world.now) for _ in range(3)]
    assert sum(await asyncio.gather(*jobs)) == 8
    assert await reminded(world) == Counter(map(str, made))


async def test_a_process_killed_while_reminding_sends_each_once(world: World) -> None:
    made = await many(world, 30)
    world.now = at(13)
    program = (sys.executable, "-m", "tests.support.toy_reminder")
    process = await asyncio.create_subprocess_exec(*program, world.core.database_url, world.now.isoformat())
    async with asyncio.timeout(60):
        while len(await reminded(world)) < 2:
            await asyncio.sleep(0.02)
    process.kill()
    await process.wait()
    before = await reminded(world)
    await remind_due(Reminding(world.begin, [], PlainWords()), world.now)
    assert len(before) < len(made)
    assert await reminded(world) == Counter(map(str, made))
