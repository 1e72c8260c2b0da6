"""What is being arranged in a conversation goes when the conversation is erased"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NAME = "fk_bookings_id"


def upgrade() -> None:
    op.execute("delete from bookings b where not exists (select 1 from conversations c where c.id = b.id)")
    op.create_foreign_key(op.f(_NAME), "bookings", "conversations", ["id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    op.drop_constraint(op.f(_NAME), "bookings", type_="foreignkey")
