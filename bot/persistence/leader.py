"""Leaders and members by PostgreSQL's advisory locks, each held by a connection of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import psycopg
import structlog
from sqlalchemy import make_url

from bot.services.ports.leader import LeaseLostError

log = structlog.get_logger()

TRY_EVERY = 1.0
_GIVEN_UP_SOON = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
"""So that the server notices within seconds when the leader's machine is gone."""

_ALONE = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_TOGETHER = "select pg_try_advisory_lock_shared(hashtextextended(%s, 0))"
_LEAVE = "select pg_advisory_unlock_shared(hashtextextended(%s, 0))"


class SqlLeader:
    """Implements the port `Leader`."""

    def __init__(self, database_url: str, name: str) -> None:
        self._conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(False)
        self._name = f"rafeeq leader {name}"

    @asynccontextmanager
    async def lead(self) -> AsyncIterator["_Held"]:
        async with self._held(_ALONE) as held:
            yield held

    @asynccontextmanager
    async def join(self) -> AsyncIterator["_Held"]:
        async with self._held(_TOGETHER) as held:
            yield held

    @asynccontextmanager
    async def _held(self, lock: str) -> AsyncIterator["_Held"]:
        held = await self._take(lock)
        try:
            yield held
        finally:
            await held.close()

    async def _take(self, lock: str) -> "_Held":
        while True:
            try:
                held = _Held(await self._connect(), self._name)
                try:
                    if await held.answers_yes(lock):
                        return held
                except BaseException:
                    await held.close()
                    raise
                await held.close()
            except psycopg.Error as error:
                log.warning("leader_lock_unavailable", error=type(error).__name__)
            await asyncio.sleep(TRY_EVERY)

    async def _connect(self) -> psycopg.AsyncConnection:
        return await psycopg.AsyncConnection.connect(
            self._conninfo, autocommit=True, options=_GIVEN_UP_SOON, connect_timeout=5, keepalives_idle=5
        )


class _Held:
    def __init__(self, connection: psycopg.AsyncConnection, name: str) -> None:
        self._connection = connection
        self._name = name

    async def check(self) -> None:
        try:
            await self._connection.execute("select 1")
        except psycopg.Error:
            raise LeaseLostError from None

    async def last(self) -> bool:
        try:
            await self.answers_yes(_LEAVE)
            return await self.answers_yes(_ALONE)
        except psycopg.Error:
            return False

    async def answers_yes(self, question: str) -> bool:
        row = await (await self._connection.execute(question, (self._name,))).fetchone()
        return row is not None and bool(row[0])

    async def close(self) -> None:
        with suppress(psycopg.Error):
            await self._connection.close()
