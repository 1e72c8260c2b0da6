"""Appointments: services, calendars, sessions that cannot overlap, reminders, the waiting list

PostgreSQL keeps a person's and a room's time apart (exclusion constraints), whatever two processes do at once.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_USUAL = ("follow_up", "psychological", "legal", "vocational", "home_visit", "phone_call")
_USUAL_SERVICE = sa.text("insert into services (id, code, rank) values (gen_random_uuid(), :code, :rank)")
_EMPTY = sa.text("'{}'")


def upgrade() -> None:
    op.execute("create extension if not exists btree_gist")
    _settings()
    _sessions()
    _appointments()
    _after()
    for rank, code in enumerate(_USUAL):
        op.execute(_USUAL_SERVICE.bindparams(code=code, rank=rank))


def downgrade() -> None:
    """The extension stays: others may use it, and it may not be ours to drop."""
    for table in (
        "bookings",
        "waiting_list",
        "reminders",
        "appointments",
        "sessions",
        "calendar_exceptions",
        "staff_hours",
        "rooms",
        "services",
    ):
        op.drop_table(table)


def _settings() -> None:
    op.create_table(
        "services",
        _key(),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False, server_default=_EMPTY),
        sa.Column("staff_ids", postgresql.ARRAY(sa.Uuid()), nullable=False, server_default=_EMPTY),
        sa.Column("room_ids", postgresql.ARRAY(sa.Uuid()), nullable=False, server_default=_EMPTY),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.Column("rank", sa.Integer(), nullable=False, server_default=sa.text("100")),
        sa.UniqueConstraint("code", name=op.f("uq_services_code")),
        *_primary("services"),
    )
    op.create_table(
        "rooms",
        _key(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.UniqueConstraint("name", name=op.f("uq_rooms_name")),
        *_primary("rooms"),
    )
    op.create_table(
        "staff_hours",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("weekly", postgresql.JSONB(), nullable=False, server_default=_EMPTY),
        sa.Column("gender", sa.Text(), nullable=False, server_default=""),
        sa.UniqueConstraint("staff_id", name=op.f("uq_staff_hours_staff_id")),
    )
    op.create_table(
        "calendar_exceptions",
        _key(),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        _moment("starts_at"),
        _moment("ends_at"),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        _to("calendar_exceptions", "staff_id", "staff", "CASCADE"),
        _to("calendar_exceptions", "room_id", "rooms", "CASCADE"),
        *_primary("calendar_exceptions"),
    )
    op.create_index(op.f("ix_calendar_exceptions_ends_at"), "calendar_exceptions", ["ends_at"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        _key(),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        _moment("starts_at"),
        _moment("ends_at"),
        _moment("busy_until"),
        sa.Column("seats", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("content", postgresql.JSONB(), nullable=False, server_default=_EMPTY),
        sa.Column("announced", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("cancelled", sa.Boolean(), nullable=False, server_default=sa.false()),
        _apart("ex_sessions_staff", "staff_id"),
        _apart("ex_sessions_room", "room_id"),
        _to("sessions", "service_id", "services", "CASCADE"),
        _to("sessions", "staff_id", "staff", "CASCADE"),
        _to("sessions", "room_id", "rooms", "SET NULL"),
        *_primary("sessions"),
    )
    op.create_index(op.f("ix_sessions_starts_at"), "sessions", ["starts_at"])


def _appointments() -> None:
    op.create_table(
        "appointments",
        _key(),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        _moment("held_until", nullable=True),
        sa.Column("for_whom", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False, server_default=""),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        _moment("made_at", now=True),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        _moment("ended_at", nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False, server_default=""),
        sa.Column("offered", sa.Boolean(), nullable=False, server_default=sa.false()),
        _to("appointments", "session_id", "sessions", "CASCADE"),
        _to("appointments", "conversation_id", "conversations", "CASCADE"),
        _to("appointments", "made_by", "staff", "SET NULL"),
        *_primary("appointments"),
    )
    op.create_index(op.f("ix_appointments_session_id"), "appointments", ["session_id"])
    op.create_index(
        op.f("ix_appointments_conversation_id_status"), "appointments", ["conversation_id", "status"]
    )
    op.create_index(
        "ix_appointments_held",
        "appointments",
        ["held_until"],
        postgresql_where=sa.text("status = 'held'"),
    )


def _after() -> None:
    op.create_table(
        "reminders",
        _key(),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        _moment("due_at"),
        sa.Column("status", sa.Text(), nullable=False, server_default="due"),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        _moment("done_at", nullable=True),
        _to("reminders", "appointment_id", "appointments", "CASCADE"),
        _to("reminders", "message_id", "messages", "SET NULL"),
        sa.UniqueConstraint("appointment_id", "kind", name=op.f("uq_reminders_appointment_id_kind")),
        *_primary("reminders"),
    )
    op.create_index("ix_reminders_due", "reminders", ["due_at"], postgresql_where=sa.text("status = 'due'"))
    op.create_table(
        "waiting_list",
        _key(),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("wish", postgresql.JSONB(), nullable=False, server_default=_EMPTY),
        sa.Column("status", sa.Text(), nullable=False, server_default="waiting"),
        _moment("since", now=True),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("passed", sa.Integer(), nullable=False, server_default=sa.text("0")),
        _to("waiting_list", "conversation_id", "conversations", "CASCADE"),
        _to("waiting_list", "service_id", "services", "CASCADE"),
        _to("waiting_list", "appointment_id", "appointments", "SET NULL"),
        *_primary("waiting_list"),
    )
    op.create_index(
        "ix_waiting_list_open",
        "waiting_list",
        ["since"],
        postgresql_where=sa.text("status in ('waiting', 'asked')"),
    )
    op.create_table(
        "bookings",
        _key(),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False, server_default=""),
        _moment("updated_at", now=True),
        *_primary("bookings"),
    )


def _key() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _primary(table: str) -> list[sa.PrimaryKeyConstraint]:
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _moment(name: str, *, nullable: bool = False, now: bool = False) -> sa.Column[object]:
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=default)


def _to(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def _apart(name: str, column: str) -> postgresql.ExcludeConstraint:
    return postgresql.ExcludeConstraint(
        (sa.text(column), "="),
        (sa.text("tstzrange(starts_at, busy_until)"), "&&"),
        using="gist",
        where=sa.text("not cancelled"),
        name=name,
    )
