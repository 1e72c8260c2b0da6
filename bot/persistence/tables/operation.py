"""What the system itself keeps: keys, models, channel positions, rates, heartbeats, settings pages."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.persistence.tables.base import digest, key, metadata, moment, sealed, word

data_keys = Table(
    "data_keys",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    word("purpose"),
    Column("wrapped", LargeBinary, nullable=False),
    moment("created_at", now=True),
    moment("retired_at"),
)

models = Table(
    "models",
    metadata,
    key(),
    word("data_hash"),
    word("status", "ready"),
    Column("archive", LargeBinary, nullable=False),
    Column("figures", JSONB, nullable=False, server_default=text("'{}'")),
    moment("created_at", now=True),
    Index(None, "data_hash"),
)

pages = Table(
    "pages",
    metadata,
    word("name"),
    Column("content", JSONB, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    moment("updated_at", now=True),
    UniqueConstraint("name"),
)

channel_positions = Table(
    "channel_positions",
    metadata,
    word("channel"),
    Column("offset", BigInteger, nullable=False),
    sealed("detail", nullable=True),
    UniqueConstraint("channel"),
)

channel_rates = Table(
    "channel_rates",
    metadata,
    word("channel"),
    moment("next_at", now=True),
    UniqueConstraint("channel"),
)

chat_stamps = Table(
    "chat_stamps",
    metadata,
    Column("conversation_id", Uuid, primary_key=True),
    moment("sent_at", now=True),
)

throttles = Table(
    "throttles",
    metadata,
    digest("hash"),
    word("scope"),
    moment("window_start", nullable=False),
    Column("count", Integer, nullable=False),
    UniqueConstraint("hash", "scope"),
    prefixes=["UNLOGGED"],
)

message_totals = Table(
    "message_totals",
    metadata,
    word("way"),
    word("channel"),
    word("outcome"),
    Column("total", BigInteger, nullable=False),
    Column("upto", BigInteger, nullable=False),
    UniqueConstraint("way", "channel", "outcome"),
)
"""Of messages up to a position (`upto`), in (`in`) and out (`out`): younger ones are counted when asked."""

heartbeats = Table(
    "heartbeats",
    metadata,
    word("process"),
    word("kind"),
    moment("at", now=True),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'")),
    UniqueConstraint("process"),
)

whatsapp_templates = Table(
    "whatsapp_templates",
    metadata,
    word("name"),
    word("language"),
    word("status"),
    word("category", ""),
    word("reason", ""),
    moment("checked_at", now=True),
    UniqueConstraint("name", "language"),
)
