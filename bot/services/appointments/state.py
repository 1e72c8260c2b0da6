"""What is being arranged in a conversation, and how it is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from bot.domain.appointment import FORGOTTEN_AFTER, Appointment, Wish
from bot.domain.conversation import Conversation
from bot.domain.errors import NotFoundError
from bot.services.dialogue import Choice, ChoiceScope, Payload, Reply, ReplyKind
from bot.services.ports import UnitOfWork

BOOK, MOVE, CANCEL, CHECK = (
    "book_appointment",
    "reschedule_appointment",
    "cancel_appointment",
    "check_appointment",
)


class Step(StrEnum):
    """What the next message may answer."""

    SERVICE = "service"
    WHOM = "whom"
    SLOT = "slot"
    DAY = "day"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    REMINDED = "reminded"
    """Whether they come."""
    OFFERED = "offered"
    """Whether they want the time that the waiting list gave them."""


@dataclass(frozen=True, slots=True)
class Booking:
    step: Step = Step.SERVICE
    service: UUID | None = None
    wish: Wish = field(default_factory=Wish)
    told: Sequence[Mapping[str, Any]] = ()
    """The wished time in words."""
    for_somebody: bool = False
    for_whom: str = ""
    moving: UUID | None = None
    """The appointment that is moved, or that may be cancelled."""
    skip: int = 0
    hijri: bool = False

    def dump(self) -> dict[str, Any]:
        return {
            "service": str(self.service or ""),
            "wish": self.wish.dump(),
            "told": [dict(each) for each in self.told],
            "for_somebody": self.for_somebody,
            "for_whom": self.for_whom,
            "moving": str(self.moving or ""),
            "skip": self.skip,
            "hijri": self.hijri,
            "step": self.step,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> "Booking":
        return cls(
            Step(kept["step"]),
            UUID(kept["service"]) if kept["service"] else None,
            Wish.load(kept["wish"]),
            kept["told"],
            kept["for_somebody"],
            kept["for_whom"],
            UUID(kept["moving"]) if kept["moving"] else None,
            kept["skip"],
            kept["hijri"],
        )


@dataclass(slots=True)
class Chat:
    """One message about appointments, and what is said to it."""

    tx: UnitOfWork
    conversation: Conversation
    now: datetime
    replies: list[Reply] = field(default_factory=list)
    booked: list[Appointment] = field(default_factory=list)
    """Their calendar files go out after the replies."""

    def say(self, message: str, *choices: Choice, **values: Any) -> None:
        self.replies.append(Reply(message, ReplyKind.ANSWER, values, choices))

    def ask(self, message: str, *choices: Choice, **values: Any) -> None:
        self.replies.append(Reply(message, ReplyKind.QUESTION, values, choices))

    async def load(self) -> Booking | None:
        kept = await self.tx.bookings.load(self.conversation.id, self.now - FORGOTTEN_AFTER)
        return None if kept is None else Booking.load(kept)

    async def keep(self, booking: Booking, step: Step, **changes: Any) -> Booking:
        kept = replace(booking, step=step, **changes)
        await self.tx.bookings.save(self.conversation.id, kept.dump(), step, self.now)
        return kept

    async def forget(self) -> None:
        await self.tx.bookings.erase(self.conversation.id)

    async def ahead(self) -> list[Appointment]:
        """Only what was booked from this contact point."""
        return await self.tx.appointments.ahead_of(self.conversation.id, self.now)

    async def own(self, appointment_id: str) -> Appointment:
        """Raises NotFoundError for another's."""
        found = await self.tx.appointments.lock(UUID(appointment_id))
        if found.conversation_id != self.conversation.id:
            raise NotFoundError
        return found


ARRANGING = frozenset(Step) - {Step.CANCEL, Step.REMINDED, Step.OFFERED}
"""Steps that a time or a service answers."""


async def expect(tx: UnitOfWork, appointment: Appointment, step: Step, now: datetime) -> None:
    """A bare yes or no to what we wrote of our own accord, unless something else is under way."""
    conversation_id = appointment.conversation_id
    if conversation_id is None:
        return
    kept = await tx.bookings.load(conversation_id, now - FORGOTTEN_AFTER)
    if kept is None or Step(kept["step"]) not in ARRANGING:
        expected = Booking(step, moving=appointment.id)
        await tx.bookings.save(conversation_id, expected.dump(), step, now)


def choice(
    label: str, intent: str, act: str, values: Mapping[str, Any] | None = None, **about: str
) -> Choice:
    """Good at any time: whether it still can be done is looked at when it is pressed."""
    return Choice(label, Payload(intent, {"act": act, **about}), ChoiceScope.ALWAYS, values or {})
