"""The waiting list: when a time comes free, the first whom it suits is asked, with a deadline."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.appointment import (
    Appointment,
    Service,
    Slot,
    Status,
    Waiting,
    WaitingStatus,
    Wish,
)
from bot.domain.errors import NotFoundError
from bot.services import outbox
from bot.services.appointments import words
from bot.services.appointments.agenda import AMMAN, slots_of
from bot.services.appointments.book import Booker, end, hold
from bot.services.appointments.remind import about
from bot.services.appointments.reminder_times import is_quiet
from bot.services.appointments.state import BOOK, Step, choice, expect
from bot.services.dialogue import Reply, ReplyKind
from bot.services.ports import UnitOfWork, UnitOfWorkFactory

ANSWER_WITHIN = timedelta(hours=2)
_LEAST = timedelta(minutes=30)
"""A time that begins sooner than this after the deadline is offered to nobody."""
MOST_PASSED = 3
"""Who let so many offers go by is asked no more."""


async def serve_waiting(begin: UnitOfWorkFactory, now: datetime) -> int:
    """How many were asked."""
    async with begin() as tx:
        services = list(dict.fromkeys(waiting.service_id for waiting in await tx.waiting.open()))
    asked = 0
    for service_id in services:
        async with begin() as tx:
            asked += await _serve(tx, service_id, now)
    return asked


async def _serve(tx: UnitOfWork, service_id: UUID, now: datetime) -> bool:
    await tx.waiting.lock_service(service_id)
    for waiting in await tx.waiting.open(service_id):
        if waiting.status is WaitingStatus.ASKED and await _still_asked(tx, waiting, now):
            return False
    line = await tx.waiting.open(service_id)  # whose time was over stands further back now
    if is_quiet(now, await tx.pages.organisation()):
        return False
    try:
        service = await tx.calendar.service(service_id)
    except NotFoundError:
        return False
    for waiting in [each for each in line if each.status is WaitingStatus.WAITING]:
        slots = await _suiting(tx, service, waiting, now)
        if slots and await _ask(tx, service, waiting, slots, now):
            return True
    return False


async def _still_asked(tx: UnitOfWork, waiting: Waiting, now: datetime) -> bool:
    """False once the deadline is over: the next one is asked, and they stay on the list behind."""
    held = await _held(tx, waiting)
    if held is not None and held.holds(now):
        return True
    if held is not None and held.status is Status.HELD:
        await end(tx, held, Status.CANCELLED, "hold", now)
    waiting.status, waiting.appointment_id = WaitingStatus.WAITING, None
    waiting.passed += 1
    if waiting.passed >= MOST_PASSED:
        waiting.status = WaitingStatus.LEFT
    await tx.waiting.save(waiting)
    return False


async def _held(tx: UnitOfWork, waiting: Waiting) -> Appointment | None:
    if waiting.appointment_id is None:
        return None
    try:
        return await tx.appointments.lock(waiting.appointment_id)
    except NotFoundError:
        return None


async def _suiting(tx: UnitOfWork, service: Service, waiting: Waiting, now: datetime) -> list[Slot]:
    """A wish whose days are over means any day."""
    wish = waiting.wish
    if wish.last is not None and wish.last < now.astimezone(AMMAN).date():
        wish = Wish(gender=wish.gender)
    soonest = now + ANSWER_WITHIN + _LEAST
    return [slot for slot in await slots_of(tx, service, wish, now) if slot.start >= soonest][:10]


async def _ask(tx: UnitOfWork, service: Service, waiting: Waiting, slots: list[Slot], now: datetime) -> bool:
    conversation = await tx.conversations.get(waiting.conversation_id)
    if not conversation.reachable or not conversation.window_open(now):
        return False
    deadline = now + ANSWER_WITHIN
    held = await hold(tx, service, slots, Booker(conversation.id, until=deadline), now)
    if held is None:
        return False
    held.offered = True
    await tx.appointments.save(held)
    waiting.status, waiting.appointment_id = WaitingStatus.ASKED, held.id
    await tx.waiting.save(waiting)
    choices = (
        choice("button.wait_take", BOOK, "wait_take", appointment=str(held.id)),
        choice("button.wait_pass", BOOK, "wait_pass", appointment=str(held.id)),
    )
    values = {
        "service": words.service_name(service),
        "time": words.when(held.session),
        "until": {"time": deadline.isoformat()},
    }
    reply = Reply("waiting.asked", ReplyKind.NOTICE, values, choices)
    await outbox.say(tx, conversation, reply, bound=False, about=about(held))
    await expect(tx, held, Step.OFFERED, now)
    return True
