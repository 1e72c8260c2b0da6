"""Reaching the database, and bringing it to this version's schema."""

import psycopg
from alembic.util import CommandError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.persistence.database import make_engine
from bot.persistence.migrate import migrate, pending
from bot.runtime.errors import StartError

CONNECT_SECONDS = 5


async def check_reachable(url: str) -> None:
    try:
        connection = await psycopg.AsyncConnection.connect(
            url.replace("+psycopg", "", 1), connect_timeout=CONNECT_SECONDS
        )
    except psycopg.Error as error:
        why = (str(error).strip().splitlines() or ["no answer"])[0].strip()
        raise StartError(f"RAFEEQ_DATABASE_URL: cannot use the database: {why}") from None
    await connection.close()


async def bring_up_to_date(url: str) -> bool:
    """Whether there was something to do."""
    await check_reachable(url)
    engine = make_engine(url, size=2)
    try:
        outdated = await pending(engine)
        if outdated:
            await migrate(engine)
    except CommandError as error:
        raise StartError(f"RAFEEQ_DATABASE_URL: {_newer(error)}") from None
    finally:
        await engine.dispose()
    return outdated


async def check_up_to_date(engine: AsyncEngine) -> None:
    """Only `migrate` and `run` change the schema; other processes wait for them to have done it."""
    if await pending(engine):
        raise StartError("RAFEEQ_DATABASE_URL: the schema is of another version: run `rafeeq migrate`")


def _newer(error: CommandError) -> str:
    if "locate revision" in str(error):
        return "the database was written by a newer Rafeeq: use that version, or another database"
    return str(error).splitlines()[0]
