"""What messages meant, as staff said; trainings on it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _moment(name: str, *, now: bool = False) -> sa.Column:  # type: ignore[type-arg]
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=not now)


def _word(name: str, default: str | None = None) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _ref(table: str, name: str, target: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:  # type: ignore[type-arg]
    return sa.Column(name, sa.Uuid()), sa.ForeignKeyConstraint(
        [name], [target], name=op.f(f"fk_{table}_{name}"), ondelete="SET NULL"
    )


def upgrade() -> None:
    table = "learned_examples"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(32), nullable=False),
        _word("intent"),
        _word("language"),
        _word("status", "proposed"),
        _word("source"),
        *_ref(table, "message_id", "messages.id"),
        *_ref(table, "proposed_by", "staff.id"),
        *_ref(table, "reviewed_by", "staff.id"),
        _moment("at", now=True),
        _moment("reviewed_at"),
        sa.CheckConstraint(
            "status in ('proposed', 'accepted', 'refused')", name=op.f("ck_learned_examples_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_examples")),
        sa.UniqueConstraint("mark", name=op.f("uq_learned_examples_mark")),
    )
    op.create_index(op.f("ix_learned_examples_status_at"), table, ["status", "at"])
    op.create_table(
        "trainings",
        sa.Column("id", sa.Uuid(), nullable=False),
        _word("state", "waiting"),
        _word("detail", ""),
        sa.Column("figures", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        *_ref("trainings", "started_by", "staff.id"),
        _moment("started_at", now=True),
        _moment("ended_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    op.create_index(op.f("ix_trainings_started_at"), "trainings", ["started_at"])


def downgrade() -> None:
    op.drop_table("trainings")
    op.drop_table("learned_examples")
