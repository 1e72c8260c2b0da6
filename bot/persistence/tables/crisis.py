"""What the screens for danger may learn from: messages that staff have judged."""

from sqlalchemy import Index, Table, UniqueConstraint

from bot.persistence.tables.base import key, metadata, moment, ref, sealed, word

crisis_examples = Table(
    "crisis_examples",
    metadata,
    key(),
    ref("message_id", "messages.id"),
    sealed("text"),
    word("label"),
    word("language"),
    word("rule", ""),
    ref("staff_id", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("at", now=True),
    UniqueConstraint("message_id"),
    Index(None, "at"),
)
