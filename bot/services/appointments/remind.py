"""Sends what is due before appointments. A reminder and the message it becomes are one transaction, so a
worker that dies in between sends it once; whether it is still true is looked at again when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.appointment import (
    Appointment,
    Reminder,
    ReminderKind,
    ReminderStatus,
    Status,
)
from bot.domain.conversation import Conversation
from bot.domain.message import Message
from bot.domain.organisation import Organisation
from bot.domain.template import Template
from bot.services import outbox
from bot.services.appointments import words
from bot.services.appointments.reminder_times import STILL_USEFUL, is_quiet, quiet_ends
from bot.services.appointments.state import CANCEL, CHECK, MOVE, Step, choice, expect
from bot.services.dialogue import Choice, Reply, ReplyKind
from bot.services.ports import UnitOfWork, UnitOfWorkFactory, Words
from bot.services.templates import approved, body_of

ABOUT = "appointment"
"""In a message's body: it leaves only while that appointment is booked and has not begun."""
TEMPLATE = "appointment_reminder"
_KEYS = {ReminderKind.DAY: "reminder.day", ReminderKind.HOURS: "reminder.hours"}


@dataclass(frozen=True, slots=True)
class Reminding:
    """What reminders need of the world."""

    begin: UnitOfWorkFactory
    templates: Sequence[Template]
    words: Words


async def remind_due(world: Reminding, now: datetime) -> int:
    """How many were taken in hand, each in a transaction of its own; another process's are left to it."""
    count = 0
    while await _remind_one(world, now):
        count += 1
    return count


async def _remind_one(world: Reminding, now: datetime) -> bool:
    async with world.begin() as tx:
        due = await tx.reminders.take_due(now, limit=1)
        if not due:
            return False
        await _remind(tx, due[0], world, now)
        return True


async def _remind(tx: UnitOfWork, reminder: Reminder, world: Reminding, now: datetime) -> None:
    appointment = await tx.appointments.get(reminder.appointment_id)
    page = await tx.pages.organisation()
    status = _without_sending(reminder, appointment, page, now)
    if status is None and is_quiet(now, page):
        reminder.due_at = quiet_ends(now, page)
        await tx.reminders.save(reminder)
        return
    if status is None:
        status, reminder.message_id = await _send(tx, reminder.kind, appointment, world, now)
    if status is ReminderStatus.SENT:
        await expect(tx, appointment, Step.REMINDED, now)
    reminder.status, reminder.done_at = status, now
    await tx.reminders.save(reminder)
    if appointment.conversation_id is not None:
        await tx.events.conversation_changed(appointment.conversation_id)


def _without_sending(
    reminder: Reminder, appointment: Appointment, page: Organisation, now: datetime
) -> ReminderStatus | None:
    """Cancelled meanwhile, or of no use any more: the service was down, or the night is in between."""
    if appointment.status is not Status.BOOKED or appointment.conversation_id is None:
        return ReminderStatus.DROPPED
    useful_until = appointment.start - STILL_USEFUL[reminder.kind]
    return ReminderStatus.LATE if quiet_ends(now, page) > useful_until else None


async def _send(
    tx: UnitOfWork, kind: ReminderKind, appointment: Appointment, world: Reminding, now: datetime
) -> tuple[ReminderStatus, UUID | None]:
    assert appointment.conversation_id is not None  # noqa: S101 - the caller has looked
    conversation = await tx.conversations.get(appointment.conversation_id)
    if not conversation.reachable:
        return ReminderStatus.UNREACHABLE, None
    choices = reminder_choices(appointment)
    if not conversation.window_open(now):
        return await _send_template(tx, conversation, appointment, world)
    service = await tx.calendar.service(appointment.session.service_id)
    page = await tx.pages.organisation()
    values = {
        "service": words.what(service, appointment.session),
        "time": words.when(appointment.session),
        "lines": {"lines": words.place_lines(service, page, appointment)},
    }
    reply = Reply(_KEYS[kind], ReplyKind.NOTICE, values, choices)
    message_id = await outbox.say(tx, conversation, reply, bound=False, about=about(appointment))
    return ReminderStatus.SENT, message_id


def reminder_choices(appointment: Appointment) -> list[Choice]:
    which = str(appointment.id)
    coming = choice("button.coming", CHECK, "coming", appointment=which)
    move = choice("button.move", MOVE, "move", appointment=which)
    cancel = choice("button.cancel_it", CANCEL, "cancel_yes", appointment=which)
    return [coming, move, cancel] if appointment.session.seats == 1 else [coming, cancel]


async def _send_template(
    tx: UnitOfWork, conversation: Conversation, appointment: Appointment, world: Reminding
) -> tuple[ReminderStatus, UUID | None]:
    """Outside WhatsApp's window, in words that give nothing away. Its answers are understood in words."""
    ours = [template for template in world.templates if template.name == TEMPLATE]
    for template in await approved(tx, ours, conversation.language) or await approved(tx, ours, "ar"):
        time = world.words.render("time.only", template.language, {"time": words.when(appointment.session)})
        body = {**await body_of(tx, template, [time]), **about(appointment)}
        message_id = await outbox.send_template(tx, conversation, body, reminder_choices(appointment))
        return ReminderStatus.SENT, message_id
    return ReminderStatus.CLOSED, None


def about(appointment: Appointment) -> dict[str, Any]:
    return {ABOUT: str(appointment.id)}


async def is_overtaken(tx: UnitOfWork, message: Message, now: datetime) -> bool:
    """The appointment that the message speaks of is cancelled, moved or over. Held ones are offers."""
    if ABOUT not in message.body:
        return False
    appointment = await tx.appointments.get(UUID(message.body[ABOUT]))
    return appointment.status not in (Status.BOOKED, Status.HELD) or appointment.start <= now
