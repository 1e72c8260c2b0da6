"""When facts change: whose appointments cannot take place, and telling them with other times to choose."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.appointment import Appointment, Service, Status, Wish
from bot.domain.staff import Staff
from bot.services import outbox
from bot.services.access import Act, require
from bot.services.appointments import words
from bot.services.appointments.agenda import AMMAN, load_agenda, nearest, slots_of
from bot.services.appointments.availability import fits
from bot.services.appointments.book import end
from bot.services.appointments.offers import slot_choices
from bot.services.appointments.state import BOOK, Booking, Step, choice
from bot.services.ask_form import offer_human
from bot.services.dialogue import Choice, Reply, ReplyKind
from bot.services.ports import UnitOfWork

AHEAD = timedelta(days=100)


async def find_affected(tx: UnitOfWork, now: datetime) -> list[Appointment]:
    """Booked ones that lie ahead and whose staff, room or house will not be there."""
    agenda = await load_agenda(tx, now, now + AHEAD)
    booked = [one for one in await tx.appointments.between(now, now + AHEAD) if one.status is Status.BOOKED]
    return [one for one in booked if one.start > now and not fits(agenda, one.session)]


async def tell_affected(
    tx: UnitOfWork, actor: Staff, appointment_ids: Sequence[UUID], now: datetime
) -> list[UUID]:
    """Cancels them and offers other times. Gives those whom no message reaches: somebody has to call them.
    Raises NotAllowedError."""
    require(actor, Act.CHANGE_REQUEST)
    to_call = []
    for appointment_id in appointment_ids:
        one = await tx.appointments.lock(appointment_id)
        if one.status is not Status.BOOKED:
            continue
        await end(tx, one, Status.CANCELLED, "facts", now)
        if not await _tell(tx, one, now):
            to_call.append(one.id)
    return to_call


async def call_off(tx: UnitOfWork, actor: Staff, session_id: UUID, now: datetime) -> list[UUID]:
    """A group that will not take place: everybody is told. Gives those who have to be called."""
    require(actor, Act.CHANGE_REQUEST)
    session = await tx.appointments.lock_session(session_id)
    session.cancelled = True
    await tx.appointments.save_session(session)
    seats = [one.id for one in await tx.appointments.of_session(session_id) if one.status is Status.BOOKED]
    return await tell_affected(tx, actor, seats, now)


async def _tell(tx: UnitOfWork, one: Appointment, now: datetime) -> bool:
    if one.conversation_id is None:
        return False
    conversation = await tx.conversations.get(one.conversation_id)
    if not conversation.reachable or not conversation.window_open(now):
        return False
    service = await tx.calendar.service(one.session.service_id)
    choices = [offer_human("button.human")]
    if one.session.seats == 1:
        choices = [*await _other_times(tx, one, service, now), *choices]
    values = {"service": words.what(service, one.session), "time": words.when(one.session)}
    key = "appointment.called_off" if one.session.seats == 1 else "workshop.called_off"
    await outbox.say(tx, conversation, Reply(key, ReplyKind.NOTICE, values, choices), bound=False)
    return True


async def _other_times(tx: UnitOfWork, one: Appointment, service: Service, now: datetime) -> list[Choice]:
    wish = Wish(first=one.start.astimezone(AMMAN).date())
    slots = await slots_of(tx, service, wish, now) or await slots_of(tx, service, Wish(), now)
    booking = Booking(Step.SLOT, service.id, wish, for_whom=one.for_whom)
    if one.conversation_id is not None:
        await tx.bookings.save(one.conversation_id, booking.dump(), booking.step, now)
    times = slot_choices(nearest(slots, wish), service)
    return [*times, choice("button.other_day", BOOK, "other_day")]
