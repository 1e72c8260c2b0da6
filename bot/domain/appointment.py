"""Appointments: what is offered, when staff and rooms are there, and who comes when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from bot.domain.organisation import Hours

HOLD = timedelta(minutes=10)
"""How long a chosen slot waits for its confirmation."""
FORGOTTEN_AFTER = timedelta(days=1)
"""What was begun in chat and left."""


class Status(StrEnum):
    HELD = "held"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    KEPT = "kept"
    MISSED = "missed"


class Manner(StrEnum):
    """How people meet."""

    PLACE = "place"
    PHONE = "phone"
    HOME = "home"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Service:
    id: UUID
    code: str
    """Of `USUAL`, or one of the association's own. Its words: `name`, else the catalogue's of the code."""
    name: Mapping[str, str] = field(default_factory=dict)
    """By language, like all words here."""
    description: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 45
    buffer: int = 15
    """Minutes kept free afterwards."""
    step: int = 30
    """Appointments begin at multiples of so many minutes of the day."""
    manner: Manner = Manner.PLACE
    place: Mapping[str, str] = field(default_factory=dict)
    """Empty: the association's address."""
    map_url: str = ""
    bring: Mapping[str, str] = field(default_factory=dict)
    notice_hours: int = 4
    horizon_days: int = 56
    staff: frozenset[UUID] = frozenset()
    rooms: frozenset[UUID] = frozenset()
    """One of them is needed; empty: none is."""
    active: bool = True

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def busy(self) -> timedelta:
        return timedelta(minutes=self.minutes + self.buffer)


USUAL: Mapping[str, Mapping[str, Any]] = {
    "follow_up": {"minutes": 45},
    "psychological": {"minutes": 60},
    "legal": {"minutes": 45},
    "vocational": {"minutes": 45},
    "home_visit": {"minutes": 90, "buffer": 60, "manner": Manner.HOME, "notice_hours": 24},
    "phone_call": {"minutes": 20, "buffer": 10, "manner": Manner.PHONE},
}
"""Services that are there from the start; what the association changes of them goes before."""


@dataclass(frozen=True, slots=True)
class Room:
    id: UUID
    name: str
    active: bool = True


Weekly = Mapping[int, Sequence[Hours]]
"""Working hours by weekday (Monday is 0); several a day where there is a pause."""


@dataclass(frozen=True, slots=True)
class StaffHours:
    staff_id: UUID
    weekly: Weekly = field(default_factory=dict)
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Span:
    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class ExceptionKind(StrEnum):
    AWAY = "away"
    """Leave, illness, a room that is taken otherwise."""
    EXTRA = "extra"
    """Works beyond the weekly hours, on a closed day too."""


@dataclass(frozen=True, slots=True)
class CalendarException:
    """Of one member of staff or one room."""

    id: UUID
    kind: ExceptionKind
    span: Span
    staff_id: UUID | None = None
    room_id: UUID | None = None
    reason: str = ""
    """leave, ill, training, room, other: a word for the calendar, nothing about somebody's health."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that is free: offering it holds nothing."""

    start: datetime
    end: datetime
    staff_id: UUID
    room_id: UUID | None = None


@dataclass(slots=True)
class Session:
    """A stretch of somebody's time and a room. One seat: an appointment; more: a group."""

    id: UUID
    service_id: UUID
    start: datetime
    end: datetime
    busy_until: datetime
    staff_id: UUID | None = None
    room_id: UUID | None = None
    seats: int = 1
    title: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    announced: bool = False
    """Told to everybody who asks, and open for them to sign up."""
    cancelled: bool = False
    taken: int = 0
    """Seats held or booked; filled where sessions are listed."""

    @property
    def free_seats(self) -> int:
        return max(0, self.seats - self.taken)


class Reply(StrEnum):
    """What the person said to a reminder."""

    COMING = "coming"
    LATE = "late"
    LOST = "lost"
    """Cannot find the place."""


@dataclass(slots=True)
class Appointment:
    """Somebody's seat in a session."""

    id: UUID
    session: Session
    status: Status
    made_at: datetime
    conversation_id: UUID | None = None
    """The contact point it was booked from: chat speaks of it there and nowhere else."""
    held_until: datetime | None = None
    for_whom: str = ""
    """The name of who comes, when it is not the writer."""
    note: str = ""
    """A caseworker's, after it."""
    reply: Reply | None = None
    made_by: UUID | None = None
    """The member of staff who booked it; None: by chat."""
    replaces: UUID | None = None
    """While held: the appointment that it moves."""
    ended_at: datetime | None = None
    ended_why: str = ""
    """cancelled: person, staff, moved, facts, hold; kept or missed: staff."""
    offered: bool = False
    """Held for somebody of the waiting list who has not answered yet."""

    @property
    def start(self) -> datetime:
        return self.session.start

    @property
    def end(self) -> datetime:
        return self.session.end

    def holds(self, now: datetime) -> bool:
        return self.status is Status.HELD and self.held_until is not None and now < self.held_until

    def lies_ahead(self, now: datetime) -> bool:
        return self.status is Status.BOOKED and now < self.end


@dataclass(frozen=True, slots=True)
class Wish:
    """When somebody would come, and to whom. Days and hours are limits, both ends included."""

    first: date | None = None
    last: date | None = None
    earliest: time | None = None
    latest: time | None = None
    """The latest beginning."""
    near: time | None = None
    """An hour that was named: slots nearest to it come first."""
    gender: Gender | None = None

    @property
    def names_a_time(self) -> bool:
        return any((self.first, self.earliest, self.latest, self.near))

    def dump(self) -> dict[str, str]:
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: v if isinstance(v, str) else v.isoformat() for name, v in said.items() if v is not None}

    @classmethod
    def load(cls, kept: Mapping[str, str]) -> "Wish":
        days = {name: date.fromisoformat(kept[name]) for name in ("first", "last") if name in kept}
        hours = {n: time.fromisoformat(kept[n]) for n in ("earliest", "latest", "near") if n in kept}
        return cls(
            days.get("first"),
            days.get("last"),
            hours.get("earliest"),
            hours.get("latest"),
            hours.get("near"),
            Gender(kept["gender"]) if "gender" in kept else None,
        )


class WaitingStatus(StrEnum):
    WAITING = "waiting"
    ASKED = "asked"
    """A slot is held for them until they answer or the time is over."""
    TAKEN = "taken"
    LEFT = "left"


@dataclass(slots=True)
class Waiting:
    """Somebody for whom there was no slot."""

    id: UUID
    conversation_id: UUID
    service_id: UUID
    wish: Wish
    since: datetime
    status: WaitingStatus = WaitingStatus.WAITING
    appointment_id: UUID | None = None
    """Held for them while they are asked."""
    passed: int = 0
    """Offers that they let pass."""


class ReminderKind(StrEnum):
    DAY = "day"
    HOURS = "hours"


class ReminderStatus(StrEnum):
    DUE = "due"
    SENT = "sent"
    DROPPED = "dropped"
    """Cancelled or moved before."""
    LATE = "late"
    """The service was down until it was of no use any more."""
    CLOSED = "closed"
    """WhatsApp's window was closed and no template is approved."""
    UNREACHABLE = "unreachable"


@dataclass(slots=True)
class Reminder:
    id: UUID
    appointment_id: UUID
    kind: ReminderKind
    due_at: datetime
    status: ReminderStatus = ReminderStatus.DUE
    message_id: UUID | None = None
    done_at: datetime | None = None
