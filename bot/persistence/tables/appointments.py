"""Services, calendars of staff and rooms, appointments and what hangs on them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, Uuid, false, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint

from bot.persistence.tables.base import key, metadata, moment, ref, sealed, word

_EMPTY = text("'{}'")

services = Table(
    "services",
    metadata,
    key(),
    word("code"),
    Column("content", JSONB, nullable=False, server_default=_EMPTY),
    Column("staff_ids", ARRAY(Uuid), nullable=False, server_default=_EMPTY),
    Column("room_ids", ARRAY(Uuid), nullable=False, server_default=_EMPTY),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("rank", Integer, nullable=False, server_default=text("100")),
    UniqueConstraint("code"),
)

rooms = Table(
    "rooms",
    metadata,
    key(),
    word("name"),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    UniqueConstraint("name"),
)

staff_hours = Table(
    "staff_hours",
    metadata,
    Column("staff_id", Uuid, nullable=False),
    Column("weekly", JSONB, nullable=False, server_default=_EMPTY),
    word("gender", ""),
    UniqueConstraint("staff_id"),
)

calendar_exceptions = Table(
    "calendar_exceptions",
    metadata,
    key(),
    ref("staff_id", "staff.id", nullable=True),
    ref("room_id", "rooms.id", nullable=True),
    word("kind"),
    moment("starts_at", nullable=False),
    moment("ends_at", nullable=False),
    word("reason", ""),
    Index(None, "ends_at"),
)


def _apart(name: str, column: str) -> ExcludeConstraint:
    """No two sessions that are on share this at one time; the buffer counts."""
    return ExcludeConstraint(
        (text(column), "="),
        (text("tstzrange(starts_at, busy_until)"), "&&"),
        using="gist",
        where=text("not cancelled"),
        name=name,
    )


sessions = Table(
    "sessions",
    metadata,
    key(),
    ref("service_id", "services.id"),
    ref("staff_id", "staff.id", nullable=True),
    ref("room_id", "rooms.id", nullable=True, ondelete="SET NULL"),
    moment("starts_at", nullable=False),
    moment("ends_at", nullable=False),
    moment("busy_until", nullable=False),
    Column("seats", Integer, nullable=False, server_default=text("1")),
    Column("content", JSONB, nullable=False, server_default=_EMPTY),
    Column("announced", Boolean, nullable=False, server_default=false()),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    _apart("ex_sessions_staff", "staff_id"),
    _apart("ex_sessions_room", "room_id"),
    Index(None, "starts_at"),
)

appointments = Table(
    "appointments",
    metadata,
    key(),
    ref("session_id", "sessions.id"),
    ref("conversation_id", "conversations.id", nullable=True),
    word("status"),
    moment("held_until"),
    sealed("for_whom", nullable=True),
    sealed("note", nullable=True),
    word("reply", ""),
    ref("made_by", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("made_at", now=True),
    Column("replaces", Uuid),
    moment("ended_at"),
    word("ended_why", ""),
    Column("offered", Boolean, nullable=False, server_default=false()),
    Index(None, "session_id"),
    Index(None, "conversation_id", "status"),
    Index("ix_appointments_held", "held_until", postgresql_where=text("status = 'held'")),
)

reminders = Table(
    "reminders",
    metadata,
    key(),
    ref("appointment_id", "appointments.id"),
    word("kind"),
    moment("due_at", nullable=False),
    word("status", "due"),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    moment("done_at"),
    UniqueConstraint("appointment_id", "kind"),
    Index("ix_reminders_due", "due_at", postgresql_where=text("status = 'due'")),
)

waiting_list = Table(
    "waiting_list",
    metadata,
    key(),
    ref("conversation_id", "conversations.id"),
    ref("service_id", "services.id"),
    Column("wish", JSONB, nullable=False, server_default=_EMPTY),
    word("status", "waiting"),
    moment("since", now=True),
    ref("appointment_id", "appointments.id", nullable=True, ondelete="SET NULL"),
    Column("passed", Integer, nullable=False, server_default=text("0")),
    Index("ix_waiting_list_open", "since", postgresql_where=text("status in ('waiting', 'asked')")),
)

bookings = Table(
    "bookings",
    metadata,
    Column("id", Uuid, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    sealed("content"),
    word("step", ""),
    moment("updated_at", now=True),
)
"""What is being arranged in a conversation (its id is the row's), between two messages."""
