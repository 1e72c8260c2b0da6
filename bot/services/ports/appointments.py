"""Where services, calendars and appointments are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.appointment import (
    Appointment,
    CalendarException,
    Reminder,
    Room,
    Service,
    Session,
    StaffHours,
    Waiting,
)


class Calendar(Protocol):
    """What the association sets up."""

    async def services(self, *, active: bool = True) -> list[Service]:
        """In the association's order. `active` False: those put away too."""

    async def service(self, service_id: UUID) -> Service:
        """Raises NotFoundError."""

    async def save_service(self, service: Service) -> None:
        """Inserts or replaces."""

    async def rooms(self, *, active: bool = True) -> list[Room]: ...

    async def save_room(self, room: Room) -> None: ...

    async def hours(self) -> Mapping[UUID, StaffHours]:
        """By member of staff; who works here no more is left out."""

    async def save_hours(self, hours: StaffHours) -> None: ...

    async def exceptions(self, first: datetime, last: datetime) -> list[CalendarException]:
        """Those that touch the span, by their beginning."""

    async def add_exception(self, exception: CalendarException) -> None: ...

    async def remove_exception(self, exception_id: UUID) -> None: ...


@dataclass(frozen=True, slots=True)
class Arranging:
    """What chat has to know of a conversation before it answers."""

    step: str = ""
    """Of what is being arranged; empty: nothing."""
    ahead: int = 0
    """Appointments booked from there that lie ahead."""
    announced: int = 0
    """Groups that anybody may sign up for."""
    bookable: bool = False
    """A service is given by somebody with working hours."""


class Appointments(Protocol):
    async def drop_expired_holds(self, now: datetime) -> None: ...

    async def open_session(self, session: Session) -> bool:
        """False when the member of staff or the room is busy then: nothing was written."""

    async def save_session(self, session: Session) -> None:
        """Writes room, seats, words, announced and cancelled."""

    async def sessions(self, first: datetime, last: datetime) -> list[Session]:
        """Those that are on and touch the span, by their beginning, with the seats taken."""

    async def lock_session(self, session_id: UUID) -> Session:
        """With the seats taken. Seats are given while it is locked. Raises NotFoundError."""

    async def announced(self, now: datetime) -> list[Session]:
        """Groups that lie ahead, by their beginning."""

    async def add(self, appointment: Appointment) -> None: ...

    async def get(self, appointment_id: UUID) -> Appointment:
        """Raises NotFoundError."""

    async def lock(self, appointment_id: UUID) -> Appointment:
        """Raises NotFoundError."""

    async def save(self, appointment: Appointment) -> None:
        """Writes all but the seat it is."""

    async def held_by(self, conversation_id: UUID) -> Appointment | None:
        """Locked. What was chosen in chat, expired or not; nothing that the waiting list was offered."""

    async def ahead_of(self, conversation_id: UUID, now: datetime) -> list[Appointment]:
        """Booked from there, not over, by their beginning."""

    async def between(self, first: datetime, last: datetime) -> list[Appointment]:
        """Of whatever status, by their beginning."""

    async def of_session(self, session_id: UUID) -> list[Appointment]:
        """Held, booked, kept or missed."""

    async def arranging(self, conversation_id: UUID, now: datetime) -> Arranging: ...


class Reminders(Protocol):
    async def plan(self, reminders: Sequence[Reminder]) -> None:
        """Instead of those planned for their appointments before."""

    async def drop(self, appointment_id: UUID, now: datetime) -> None:
        """What is still due of it."""

    async def take_due(self, now: datetime, limit: int = 20) -> list[Reminder]:
        """Locked; those another process has in hand are left out."""

    async def save(self, reminder: Reminder) -> None: ...

    async def of_appointments(self, appointment_ids: Sequence[UUID]) -> list[Reminder]: ...

    async def unsent(self, since: datetime) -> list[Reminder]:
        """Those that ended without being sent, dropped ones aside: staff have to call."""


class WaitingList(Protocol):
    async def add(self, waiting: Waiting) -> None: ...

    async def save(self, waiting: Waiting) -> None: ...

    async def open(self, service_id: UUID | None = None) -> list[Waiting]:
        """Waiting or asked, in their order."""

    async def of_conversation(self, conversation_id: UUID) -> list[Waiting]:
        """Waiting or asked."""

    async def lock_service(self, service_id: UUID) -> None:
        """One at a time asks the list of a service, until the transaction ends."""


class Bookings(Protocol):
    """What is being arranged in a conversation, between two messages."""

    async def load(self, conversation_id: UUID, since: datetime) -> dict[str, Any] | None:
        """None when there is nothing, or it was left before."""

    async def save(
        self, conversation_id: UUID, content: Mapping[str, Any], step: str, now: datetime
    ) -> None: ...

    async def erase(self, conversation_id: UUID) -> None: ...
