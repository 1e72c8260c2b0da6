"""Totals of messages, so that a look at the figures does not count them all

What is some hours old is added to these totals once; only younger messages are counted at each look.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_totals",
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("way", "channel", "outcome", name=op.f("uq_message_totals_way_channel_outcome")),
    )


def downgrade() -> None:
    op.drop_table("message_totals")
