"""Contact points, their addresses and conversations."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    false,
    text,
)

from bot.persistence.tables.base import digest, key, metadata, moment, ref, sealed, word

contact_points = Table(
    "contact_points",
    metadata,
    key(),
    word("channel"),
    word("language", "ar"),
    Column("discreet", Boolean, nullable=False, server_default=false()),
    Column("notice_given", Boolean, nullable=False, server_default=false()),
    sealed("profile_name", nullable=True),
    moment("unreachable_at"),
    moment("created_at", now=True),
)

addresses = Table(
    "addresses",
    metadata,
    key(),
    ref("contact_point_id", "contact_points.id"),
    word("channel"),
    word("kind"),
    digest("hash"),
    sealed("value"),
    UniqueConstraint("channel", "kind", "hash"),
    Index(None, "contact_point_id"),
)

conversations = Table(
    "conversations",
    metadata,
    key(),
    ref("contact_point_id", "contact_points.id"),
    word("channel"),
    word("state", "assistant"),
    Column("epoch", Integer, nullable=False, server_default=text("1")),
    Column("stretch", Integer, nullable=False, server_default=text("1")),
    ref("holder_id", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("claimed_at"),
    moment("queued_at"),
    word("queue_reason", ""),
    word("priority", "normal"),
    moment("crisis_at"),
    moment("worried_at"),
    word("release", nullable=True),
    moment("release_at"),
    moment("last_inbound_at"),
    Column("not_understood", Integer, nullable=False, server_default=text("0")),
    Column("told_waiting", Boolean, nullable=False, server_default=false()),
    moment("holding_line_at"),
    sealed("dialogue", nullable=True),
    moment("created_at", now=True),
    CheckConstraint("state in ('assistant', 'queued', 'claimed', 'resolved')", name="state"),
    CheckConstraint("(state = 'claimed') = (holder_id is not null)", name="holder"),
    UniqueConstraint("contact_point_id"),
    Index(
        "ix_conversations_waiting",
        "queued_at",
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_conversations_worried",
        "worried_at",
        postgresql_where=text("worried_at is not null"),
    ),
    Index(
        "ix_conversations_holder",
        "holder_id",
        postgresql_where=text("state = 'claimed'"),
    ),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    key(),
    ref("conversation_id", "conversations.id", nullable=True),
    digest("token_hash", unique=True),
    digest("resume_hash", nullable=True, unique=True),
    moment("created_at", now=True),
    moment("seen_at", now=True),
)
