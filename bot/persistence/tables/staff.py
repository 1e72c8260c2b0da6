"""Staff, how they sign in, and what was done by whom."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text

from bot.persistence.tables.base import (
    digest,
    key,
    metadata,
    moment,
    position,
    ref,
    sealed,
    word,
)

staff = Table(
    "staff",
    metadata,
    key(),
    word("name"),
    word("login"),
    Column("roles", ARRAY(Text), nullable=False),
    Column("permissions", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    word("language", "ar"),
    word("password_hash", nullable=True),
    sealed("totp_secret", nullable=True),
    Column("totp_enabled", Boolean, nullable=False, server_default=false()),
    Column("totp_last", Integer, nullable=False, server_default=text("0")),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("on_call", Boolean, nullable=False, server_default=false()),
    sealed("telegram_chat", nullable=True),
    digest("telegram_hash", nullable=True, unique=True),
    moment("created_at", now=True),
    UniqueConstraint("login"),
)

one_time_links = Table(
    "one_time_links",
    metadata,
    key(),
    digest("token_hash", unique=True),
    word("purpose"),
    ref("staff_id", "staff.id", nullable=True),
    moment("expires_at", nullable=False),
    moment("used_at"),
    moment("created_at", now=True),
)

console_sessions = Table(
    "console_sessions",
    metadata,
    key(),
    digest("token_hash", unique=True),
    ref("staff_id", "staff.id"),
    word("csrf"),
    word("user_agent", ""),
    moment("created_at", now=True),
    moment("seen_at", now=True),
    Index(None, "staff_id"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    key(),
    digest("token_hash", unique=True),
    ref("staff_id", "staff.id"),
    word("name"),
    word("scope", "write"),
    moment("created_at", now=True),
    moment("expires_at", nullable=False),
    moment("last_used_at"),
    moment("revoked_at"),
    Index(None, "staff_id"),
)

audit = Table(
    "audit",
    metadata,
    key(),
    position(),
    moment("at", now=True),
    word("actor"),
    word("verb"),
    word("object_kind", ""),
    word("object_id", ""),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'")),
    Index(None, "object_kind", "object_id"),
)

crisis_alerts = Table(
    "crisis_alerts",
    metadata,
    key(),
    ref("conversation_id", "conversations.id"),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    moment("raised_at", now=True),
    word("step", "raised"),
    moment("step_at"),
    moment("acknowledged_at"),
    ref("acknowledged_by", "staff.id", nullable=True, ondelete="SET NULL"),
    Index(
        "ix_crisis_alerts_open",
        "raised_at",
        postgresql_where=text("acknowledged_at is null"),
    ),
    Index(None, "conversation_id"),
)

staff_alerts = Table(
    "staff_alerts",
    metadata,
    key(),
    ref("alert_id", "crisis_alerts.id", nullable=True),
    ref("staff_id", "staff.id"),
    word("body_key"),
    word("delivery", "queued"),
    word("error_code", ""),
    moment("at", now=True),
    moment("sent_at"),
    Index(None, "alert_id"),
)
