"""Appointments as staff and programs see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.appointment import Appointment, Service
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    appointment: Appointment
    service: Service
    staff_name: str
    room_name: str


async def read_appointments(
    tx: UnitOfWork, actor: Staff, first: datetime, last: datetime
) -> list[AppointmentLine]:
    """Whatever touches the span. A caseworker sees their own, and those of people whom nobody else holds.
    Raises NotAllowedError."""
    require(actor, Act.SEE_REQUESTS)
    found = await tx.appointments.between(first, last)
    return await lines(tx, [each for each in found if await sees(tx, actor, each)])


async def sees(tx: UnitOfWork, actor: Staff, appointment: Appointment) -> bool:
    if actor.sees_all or appointment.session.staff_id == actor.id or appointment.conversation_id is None:
        return True
    conversation = await tx.conversations.get(appointment.conversation_id)
    return conversation.holder_id in (None, actor.id)


async def lines(tx: UnitOfWork, found: Sequence[Appointment]) -> list[AppointmentLine]:
    """With the names that go with them."""
    services = {service.id: service for service in await tx.calendar.services(active=False)}
    people = {person.id: person.name for person in await tx.staff.listed()}
    rooms = {room.id: room.name for room in await tx.calendar.rooms(active=False)}
    return [
        AppointmentLine(
            each,
            services[each.session.service_id],
            _named(people, each.session.staff_id),
            _named(rooms, each.session.room_id),
        )
        for each in found
    ]


def _named(names: Mapping[UUID, str], wanted: UUID | None) -> str:
    return names.get(wanted, "") if wanted else ""
