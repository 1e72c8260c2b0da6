"""Every migration goes up, down and up again with rows of its time in every table."""

import uuid
from collections.abc import AsyncIterator, Callable
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.persistence.database import make_engine
from bot.persistence.migrate import config, downgrade, migrate, pending
from bot.persistence.tables import metadata
from tests.support.database import DatabaseServer

REVISIONS = [s.revision for s in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]
BY_TYPE: dict[str, Callable[[], object]] = {
    "UUID": lambda: uuid.UUID(int=7),
    "BYTEA": lambda: b"\0" * 32,
    "TEXT": lambda: "x",
    "BOOLEAN": lambda: True,
    "INTEGER": lambda: 1,
    "BIGINT": lambda: 1,
    "JSONB": dict,
    "DATE": lambda: date(2026, 1, 1),
    "ARRAY": lambda: ["x"],
}
ALLOWED = {
    ("conversations", "state"): "resolved",
    ("messages", "author"): "person",
    ("media", "status"): "stored",
    ("article_versions", "status"): "draft",
    ("learned_examples", "status"): "proposed",
}


@pytest.fixture
async def engine(postgres: DatabaseServer) -> AsyncIterator[AsyncEngine]:
    with postgres.empty() as url:
        made = make_engine(url, size=2)
        yield made
        await made.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_up_down_up_with_data(engine: AsyncEngine, revision: str) -> None:
    before = ScriptDirectory.from_config(config()).get_revision(revision).down_revision
    await migrate(engine, revision)
    async with engine.begin() as connection:
        filled = await connection.run_sync(_fill)
    await downgrade(engine, str(before) if before else "base")
    await migrate(engine, revision)
    async with engine.connect() as connection:
        left = await connection.run_sync(_tables)
    assert set(filled) <= set(left)


async def test_the_tables_are_what_the_code_says(engine: AsyncEngine) -> None:
    await migrate(engine)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    assert differences == []
    assert not await pending(engine)


async def test_data_survives_the_way_from_the_first_revision_to_the_last(engine: AsyncEngine) -> None:
    await migrate(engine, REVISIONS[0])
    async with engine.begin() as connection:
        filled = await connection.run_sync(_fill)
    await migrate(engine)
    async with engine.connect() as connection:
        kept = await connection.run_sync(lambda c: [name for name in filled if _rows(c, name)])
    assert kept == filled


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection,
        opts={
            "include_object": lambda _o, name, kind, *_: (
                not (kind == "table" and name.startswith("procrastinate"))
            )
        },
    )
    return list(compare_metadata(context, metadata))


def _reflected(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _tables(connection: Connection) -> list[str]:
    return [t.name for t in _reflected(connection).sorted_tables]


def _fill(connection: Connection) -> list[str]:
    """A row in every table of ours, in the order that foreign keys ask for."""
    ours = [
        t for t in _reflected(connection).sorted_tables if not t.name.startswith(("procrastinate", "alembic"))
    ]
    for table in ours:
        connection.execute(insert(table).values(**_row(table)))
    return [t.name for t in ours]


def _row(table: Table) -> dict[str, object]:
    return {
        c.name: ALLOWED.get((table.name, c.name)) or _value(str(c.type))
        for c in table.columns
        if not c.nullable and c.server_default is None and c.identity is None
    } | ({"state": "resolved"} if table.name == "conversations" else {})


def _value(kind: str) -> object:
    if kind.startswith("TIMESTAMP"):
        return "2026-01-01T00:00:00+00:00"
    return BY_TYPE["ARRAY" if kind.endswith("[]") else kind]()


def _rows(connection: Connection, name: str) -> int:
    table = _reflected(connection).tables[name]
    return len(connection.execute(select(table)).all())
