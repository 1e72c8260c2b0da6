"""Since when somebody has been worried about"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("worried_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_conversations_worried",
        "conversations",
        ["worried_at"],
        postgresql_where=sa.text("worried_at is not null"),
    )


def downgrade() -> None:
    op.drop_index("ix_conversations_worried", "conversations")
    op.drop_column("conversations", "worried_at")
