"""Holding, confirming, moving and ending appointments. Nothing here can book one time twice: the database
refuses the second session, and seats of a group are given under its lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.appointment import (
    HOLD,
    Appointment,
    Reply,
    Service,
    Session,
    Slot,
    Status,
    WaitingStatus,
)
from bot.domain.errors import WrongStateError
from bot.services.appointments.agenda import load_agenda
from bot.services.appointments.availability import fits
from bot.services.appointments.reminder_times import plan_reminders
from bot.services.ports import UnitOfWork

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Booker:
    """For whom something is booked."""

    conversation_id: UUID | None
    for_whom: str = ""
    made_by: UUID | None = None
    replaces: UUID | None = None
    """The appointment that it moves."""
    until: datetime | None = None
    """How long it is held for them; None: the usual time."""


async def hold(
    tx: UnitOfWork, service: Service, slots: Iterable[Slot], booker: Booker, now: datetime
) -> Appointment | None:
    """The first of the slots that is still free, kept for them. None: others were quicker everywhere."""
    await tx.appointments.drop_expired_holds(now)
    for slot in slots:
        end = slot.start + service.length
        session = Session(
            uuid4(), service.id, slot.start, end, slot.start + service.busy, slot.staff_id, slot.room_id
        )
        if await tx.appointments.open_session(session):
            return await _seat(tx, session, booker, now)
    return None


async def hold_in_chat(
    tx: UnitOfWork, service: Service, slots: Iterable[Slot], booker: Booker, now: datetime
) -> Appointment | None:
    """Instead of what the same conversation held before."""
    assert booker.conversation_id is not None  # noqa: S101 - chat has one
    await let_go(tx, booker.conversation_id, now)
    return await hold(tx, service, slots, booker, now)


async def hold_seat(tx: UnitOfWork, session_id: UUID, booker: Booker, now: datetime) -> Appointment | None:
    """A seat of a group. None: it is full, cancelled or over."""
    await tx.appointments.drop_expired_holds(now)
    session = await tx.appointments.lock_session(session_id)
    if session.cancelled or session.start <= now or not session.free_seats:
        return None
    return await _seat(tx, session, booker, now)


async def confirm(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> Appointment | None:
    """What chat holds becomes an appointment; a hold that ran out counts while nobody else took the time.
    None: it is gone, or its staff or room is not there any more."""
    held = await tx.appointments.held_by(conversation_id)
    return None if held is None else await confirm_held(tx, held, now)


async def confirm_held(tx: UnitOfWork, held: Appointment, now: datetime) -> Appointment | None:
    if held.status is not Status.HELD:
        raise WrongStateError
    agenda = await load_agenda(tx, held.start - _DAY, held.end + _DAY)
    if held.start <= now or not (held.session.seats > 1 or fits(agenda, held.session)):
        await end(tx, held, Status.CANCELLED, "facts", now)
        return None
    held.status, held.held_until, held.offered = Status.BOOKED, None, False
    await tx.appointments.save(held)
    await plan_reminders(tx, held, now)
    if held.replaces is not None:
        await _end_replaced(tx, held.replaces, now)
    await _leave_waiting(tx, held)
    return held


async def book(
    tx: UnitOfWork, service: Service, slots: Iterable[Slot], booker: Booker, now: datetime
) -> Appointment | None:
    """At once, by a member of staff. None: not free."""
    held = await hold(tx, service, slots, booker, now)
    return None if held is None else await confirm_held(tx, held, now)


async def end(tx: UnitOfWork, appointment: Appointment, status: Status, why: str, now: datetime) -> None:
    """Cancelled (the time is free again), kept or missed. Raises WrongStateError when it is over already."""
    if appointment.status not in (Status.HELD, Status.BOOKED):
        raise WrongStateError
    appointment.status, appointment.ended_at, appointment.ended_why = status, now, why
    appointment.held_until = None
    await tx.appointments.save(appointment)
    await tx.reminders.drop(appointment.id, now)
    session = appointment.session
    if status is Status.CANCELLED and session.seats == 1:
        session.cancelled = True
        await tx.appointments.save_session(session)


async def let_go(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> None:
    """What chat held for them."""
    held = await tx.appointments.held_by(conversation_id)
    while held is not None:
        await end(tx, held, Status.CANCELLED, "hold", now)
        held = await tx.appointments.held_by(conversation_id)


async def note_reply(tx: UnitOfWork, appointment: Appointment, reply: Reply) -> None:
    appointment.reply = reply
    await tx.appointments.save(appointment)


async def _seat(tx: UnitOfWork, session: Session, booker: Booker, now: datetime) -> Appointment:
    appointment = Appointment(
        id=uuid4(),
        session=session,
        status=Status.HELD,
        made_at=now,
        conversation_id=booker.conversation_id,
        held_until=booker.until or now + HOLD,
        for_whom=booker.for_whom,
        made_by=booker.made_by,
        replaces=booker.replaces,
    )
    await tx.appointments.add(appointment)
    return appointment


async def _end_replaced(tx: UnitOfWork, replaced: UUID, now: datetime) -> None:
    old = await tx.appointments.lock(replaced)
    if old.status is Status.BOOKED:
        await end(tx, old, Status.CANCELLED, "moved", now)


async def _leave_waiting(tx: UnitOfWork, booked: Appointment) -> None:
    if booked.conversation_id is None:
        return
    for waiting in await tx.waiting.of_conversation(booked.conversation_id):
        if waiting.service_id == booked.session.service_id:
            waiting.status, waiting.appointment_id = WaitingStatus.TAKEN, booked.id
            await tx.waiting.save(waiting)
