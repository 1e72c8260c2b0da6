"""Alembic's entry point: runs on the connection that bot.persistence.migrate hands in."""

from typing import Literal

from alembic import context
from sqlalchemy.schema import SchemaItem

from bot.persistence.tables import metadata


def _ours(
    _item: SchemaItem,
    name: str | None,
    kind: str,
    _reflected: bool,
    _other: SchemaItem | None,
) -> Literal[True, False]:
    """The job queue's tables belong to its library."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_ours,
    transaction_per_migration=False,
)
context.run_migrations()
