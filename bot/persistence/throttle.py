"""How often something was tried, counted for all processes together."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.clock import Clock, utc_now
from bot.persistence.encryption import Cipher
from bot.persistence.tables import throttles

_KEPT = timedelta(days=2)
"""Longer than any window: an older row counts nothing."""


class SqlThrottle:
    """Implements the port `Throttle`, in transactions of its own: a refused act's rollback forgets no try."""

    def __init__(self, engine: AsyncEngine, cipher: Cipher, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._cipher = cipher
        self._clock = clock

    async def take(self, scope: str, key: str, limit: int, window: timedelta) -> bool:
        now = self._clock()
        statement = insert(throttles).values(hash=self._hash(key), scope=scope, window_start=now, count=1)
        over = throttles.c.window_start <= now - window
        counted = statement.on_conflict_do_update(
            index_elements=["hash", "scope"],
            set_={
                "count": case((over, 1), else_=throttles.c.count + 1),
                "window_start": case((over, now), else_=throttles.c.window_start),
            },
        ).returning(throttles.c.count)
        async with self._engine.begin() as connection:
            count: int = (await connection.execute(counted)).scalar_one()
        return count <= limit

    async def give_back(self, scope: str, key: str) -> None:
        statement = update(throttles).where(self._is(scope, key))
        async with self._engine.begin() as connection:
            await connection.execute(statement.values(count=func.greatest(throttles.c.count - 1, 0)))

    async def forget_old(self, now: datetime) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(delete(throttles).where(throttles.c.window_start < now - _KEPT))

    def _is(self, scope: str, key: str) -> ColumnElement[Any]:
        return (throttles.c.hash == self._hash(key)) & (throttles.c.scope == scope)

    def _hash(self, key: str) -> bytes:
        return self._cipher.digest("throttle", key)
