"""Messages in and out, their media, choices, raw payloads; drafts and requests."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    Uuid,
    false,
    text,
)

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

messages = Table(
    "messages",
    metadata,
    key(),
    position(),
    ref("conversation_id", "conversations.id"),
    word("channel"),
    word("author"),
    word("kind"),
    ref("staff_id", "staff.id", nullable=True, ondelete="SET NULL"),
    sealed("body"),
    digest("external_hash", nullable=True),
    sealed("external_id", nullable=True),
    ref("about_id", "messages.id", nullable=True, ondelete="SET NULL"),
    ref("media_id", "media.id", nullable=True, ondelete="SET NULL"),
    moment("at", now=True),
    word("handling", nullable=True),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    word("crisis", ""),
    Column("restricted", Boolean, nullable=False, server_default=false()),
    word("delivery", nullable=True),
    Column("epoch", Integer),
    Column("stretch", Integer, nullable=False, server_default=text("1")),
    word("reply_kind", nullable=True),
    Column("perhaps_twice", Boolean, nullable=False, server_default=false()),
    word("error_code", ""),
    moment("sending_at"),
    moment("sent_at"),
    UniqueConstraint("channel", "external_hash"),
    CheckConstraint(
        "author in ('person', 'assistant', 'caseworker', 'system')", name="author"
    ),
    Index(None, "conversation_id", "position"),
    Index(
        "ix_messages_received",
        "conversation_id",
        "position",
        postgresql_where=text("handling = 'received'"),
    ),
    Index(
        "ix_messages_leaving",
        "conversation_id",
        "position",
        postgresql_where=text("delivery in ('queued', 'sending')"),
    ),
    Index(
        "ix_messages_undelivered", "at", postgresql_where=text("delivery = 'failed'")
    ),
)

media = Table(
    "media",
    metadata,
    key(),
    ref("conversation_id", "conversations.id"),
    word("kind"),
    word("mime", ""),
    Column("size", Integer),
    sealed("source", nullable=True),
    sealed("filename", nullable=True),
    word("status", "waiting"),
    word("problem", ""),
    Column("inline", Boolean, nullable=False, server_default=false()),
    moment("at", now=True),
    CheckConstraint(
        "status in ('waiting', 'stored', 'refused', 'failed')", name="status"
    ),
    Index(None, "conversation_id"),
)

media_chunks = Table(
    "media_chunks",
    metadata,
    key(),
    ref("media_id", "media.id"),
    Column("number", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("media_id", "number"),
)

choices = Table(
    "choices",
    metadata,
    word("id"),
    Column("offered", BigInteger, Identity(always=True), nullable=False),
    ref("conversation_id", "conversations.id"),
    ref("message_id", "messages.id"),
    Column("number", Integer, nullable=False),
    Column("stretch", Integer, nullable=False),
    word("scope"),
    Column("draft_id", Uuid),
    sealed("payload"),
    moment("pressed_at"),
    UniqueConstraint("id"),
    UniqueConstraint("message_id", "number"),
    Index(None, "conversation_id", "offered"),
)

raw_payloads = Table(
    "raw_payloads",
    metadata,
    key(),
    word("channel"),
    ref("conversation_id", "conversations.id", nullable=True),
    digest("hash", unique=True),
    sealed("body"),
    moment("at", now=True),
)

early_statuses = Table(
    "early_statuses",
    metadata,
    key(),
    word("channel"),
    digest("external_hash"),
    word("delivery"),
    word("error_code", ""),
    moment("at", now=True),
    UniqueConstraint("channel", "external_hash", "delivery"),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    ref("conversation_id", "conversations.id"),
    word("kind"),
    sealed("fields"),
    word("step", ""),
    moment("created_at", now=True),
    moment("updated_at", now=True),
    UniqueConstraint("conversation_id"),
)

requests = Table(
    "requests",
    metadata,
    key(),
    word("number"),
    digest("code_hash"),
    Column("code_tries", Integer, nullable=False, server_default=text("0")),
    ref("conversation_id", "conversations.id"),
    word("kind"),
    word("status", "new"),
    sealed("fields"),
    Column("restricted", Boolean, nullable=False, server_default=false()),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    moment("respond_by"),
    moment("created_at", now=True),
    Column("version", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("number"),
    UniqueConstraint("message_id"),
    Index(None, "conversation_id"),
    Index(None, "status", "created_at"),
)

request_events = Table(
    "request_events",
    metadata,
    key(),
    position(),
    ref("request_id", "requests.id"),
    moment("at", now=True),
    word("actor"),
    word("verb"),
    sealed("detail", nullable=True),
    Index(None, "request_id", "position"),
)

consents = Table(
    "consents",
    metadata,
    key(),
    ref("conversation_id", "conversations.id"),
    ref("request_id", "requests.id", nullable=True, ondelete="SET NULL"),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    word("purpose"),
    word("text_version"),
    word("language"),
    word("channel"),
    Column("given", Boolean, nullable=False),
    moment("at", now=True),
    moment("withdrawn_at"),
    Index(None, "conversation_id", "purpose"),
)

notes = Table(
    "notes",
    metadata,
    key(),
    position(),
    ref("conversation_id", "conversations.id"),
    ref("staff_id", "staff.id", nullable=True, ondelete="SET NULL"),
    sealed("body"),
    Column("restricted", Boolean, nullable=False, server_default=false()),
    moment("at", now=True),
    Index(None, "conversation_id", "position"),
)
