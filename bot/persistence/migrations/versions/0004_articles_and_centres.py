"""Articles in versions, their sections, centres, questions that were left open"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _now(name: str) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def _word(name: str, default: str | None = None) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _staff(table: str, name: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:  # type: ignore[type-arg]
    return sa.Column(name, sa.Uuid()), sa.ForeignKeyConstraint(
        [name], ["staff.id"], name=op.f(f"fk_{table}_{name}"), ondelete="SET NULL"
    )


def _of(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")


def upgrade() -> None:
    op.execute("create extension if not exists pg_trgm")
    op.create_table(
        "articles",
        _word("id"),
        sa.Column("live", sa.Integer()),
        sa.Column("latest", sa.Integer(), nullable=False),
        _word("seed_hash", ""),
        sa.Column("edited", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _now("updated_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_table(
        "article_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("article_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _word("status", "draft"),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        _word("note", ""),
        *_staff("article_versions", "author_id"),
        *_staff("article_versions", "reviewer_id"),
        _now("created_at"),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        _of("article_versions", "article_id", "articles.id"),
        sa.CheckConstraint(
            "status in ('draft', 'reviewed', 'published', 'withdrawn')",
            name=op.f("ck_article_versions_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_versions")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_versions_article_id_number")),
    )
    op.create_table(
        "article_sections",
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("article_id"),
        _word("language"),
        _word("part"),
        sa.Column("place", sa.Integer(), nullable=False),
        _word("text"),
        _word("folded"),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        _word("encoder"),
        _of("article_sections", "article_id", "articles.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_sections")),
    )
    op.create_index(op.f("ix_article_sections_article_id"), "article_sections", ["article_id"])
    op.create_index(
        "ix_article_sections_folded",
        "article_sections",
        ["folded"],
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
    )
    op.create_table(
        "centres",
        _word("id"),
        sa.Column("names", postgresql.JSONB(), nullable=False),
        _word("sex", ""),
        _word("group", ""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centres")),
    )
    op.create_table(
        "centre_fields",
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("centre_id"),
        _word("field"),
        sa.Column("texts", postgresql.JSONB(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        *_staff("centre_fields", "checked_by"),
        _now("updated_at"),
        _of("centre_fields", "centre_id", "centres.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre_fields")),
        sa.UniqueConstraint("centre_id", "field", name=op.f("uq_centre_fields_centre_id_field")),
    )
    op.create_table(
        "open_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        _word("language"),
        _word("intent", ""),
        _word("reason"),
        _word("article_id", ""),
        _now("at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_questions")),
    )
    op.create_index(op.f("ix_open_questions_at"), "open_questions", ["at"])
    op.create_table(
        "answer_ratings",
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("article_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Uuid()),
        _now("at"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_answer_ratings_message_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_ratings")),
    )
    op.create_index(op.f("ix_answer_ratings_article_id_at"), "answer_ratings", ["article_id", "at"])


def downgrade() -> None:
    for table in (
        "answer_ratings", "open_questions", "centre_fields", "centres", "article_sections", "article_versions",
        "articles",
    ):  # fmt: skip
        op.drop_table(table)
    op.execute("drop extension if exists pg_trgm")
