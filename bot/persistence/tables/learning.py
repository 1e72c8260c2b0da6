"""What messages meant, as staff said, and trainings on it."""

from sqlalchemy import CheckConstraint, Column, Index, Table, text
from sqlalchemy.dialects.postgresql import JSONB

from bot.persistence.tables.base import digest, key, metadata, moment, ref, sealed, word

learned_examples = Table(
    "learned_examples",
    metadata,
    key(),
    sealed("text"),
    digest("mark", unique=True),
    word("intent"),
    word("language"),
    word("status", "proposed"),
    word("source"),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    ref("proposed_by", "staff.id", nullable=True, ondelete="SET NULL"),
    ref("reviewed_by", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("at", now=True),
    moment("reviewed_at"),
    CheckConstraint("status in ('proposed', 'accepted', 'refused')", name="status"),
    Index(None, "status", "at"),
)

trainings = Table(
    "trainings",
    metadata,
    key(),
    word("state", "waiting"),
    word("detail", ""),
    Column("figures", JSONB, nullable=False, server_default=text("'{}'")),
    ref("started_by", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("started_at", now=True),
    moment("ended_at"),
    Index(None, "started_at"),
)
