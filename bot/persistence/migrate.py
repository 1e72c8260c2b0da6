"""Brings a database to the present schema, once however many processes start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

_LOCK = 7_310_000
_SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    async with engine.connect() as guard:
        await guard.execute(text("select pg_advisory_lock(:lock)"), {"lock": _LOCK})
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, revision)
        await guard.execute(text("select pg_advisory_unlock(:lock)"), {"lock": _LOCK})


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(_downgrade, revision)


async def pending(engine: AsyncEngine) -> bool:
    """Whether the database's schema is not the one this version of the app needs."""
    async with engine.connect() as connection:
        current = await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_heads())
    return set(current) != set(ScriptDirectory.from_config(config()).get_heads())


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS))
    made.attributes["connection"] = connection
    return made


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(config(connection), revision)


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(config(connection), revision)
