"""What the association knows: articles in versions, their searchable sections, centres, open questions."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.persistence.tables.base import key, metadata, moment, ref, sealed, word

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("live", Integer),
    Column("latest", Integer, nullable=False),
    word("seed_hash", ""),
    Column("edited", Boolean, nullable=False, server_default=false()),
    moment("updated_at", now=True),
)

article_versions = Table(
    "article_versions",
    metadata,
    key(),
    Column("article_id", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    word("status", "draft"),
    Column("content", JSONB, nullable=False),
    word("note", ""),
    ref("author_id", "staff.id", nullable=True, ondelete="SET NULL"),
    ref("reviewer_id", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("created_at", now=True),
    moment("published_at"),
    UniqueConstraint("article_id", "number"),
    CheckConstraint("status in ('draft', 'reviewed', 'published', 'withdrawn')", name="status"),
)

article_sections = Table(
    "article_sections",
    metadata,
    key(),
    Column("article_id", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    word("language"),
    word("part"),
    Column("place", Integer, nullable=False),
    word("text"),
    word("folded"),
    Column("vector", LargeBinary, nullable=False),
    word("encoder"),
    Index(None, "article_id"),
    Index(
        "ix_article_sections_folded",
        "folded",
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
    ),
)

centres = Table(
    "centres",
    metadata,
    Column("id", Text, primary_key=True),
    Column("names", JSONB, nullable=False),
    word("sex", ""),
    word("group", ""),
)

centre_fields = Table(
    "centre_fields",
    metadata,
    key(),
    Column("centre_id", Text, ForeignKey("centres.id", ondelete="CASCADE"), nullable=False),
    word("field"),
    Column("texts", JSONB, nullable=False),
    Column("checked_on", Date, nullable=False),
    ref("checked_by", "staff.id", nullable=True, ondelete="SET NULL"),
    moment("updated_at", now=True),
    UniqueConstraint("centre_id", "field"),
)

open_questions = Table(
    "open_questions",
    metadata,
    key(),
    sealed("question"),
    word("language"),
    word("intent", ""),
    word("reason"),
    word("article_id", ""),
    moment("at", now=True),
    Index(None, "at"),
)

answer_ratings = Table(
    "answer_ratings",
    metadata,
    key(),
    word("article_id"),
    Column("version", Integer, nullable=False),
    Column("helpful", Boolean, nullable=False),
    ref("message_id", "messages.id", nullable=True, ondelete="SET NULL"),
    moment("at", now=True),
    Index(None, "article_id", "at"),
)
