"""The connection to PostgreSQL."""

from time import monotonic
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

TRUSTED_SECONDS = 1.0
"""A connection used so lately is handed out unasked: the question costs as much as a statement. When the
server went away meanwhile, one transaction fails, and the pool forgets all of its connections."""

_FREE_SINCE = "free_since"


def make_engine(url: str, *, size: int = 10) -> AsyncEngine:
    """`url` in PostgreSQL's own form (postgresql://...); the driver is chosen here."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_async_engine(
        parsed, hide_parameters=True, pool_size=size, max_overflow=size, pool_timeout=10
    )
    _ask_whether_alive(engine)
    return engine


def _ask_whether_alive(engine: AsyncEngine) -> None:
    """Of connections that lay unused, before they are handed out."""
    pool, dialect = engine.sync_engine.pool, engine.sync_engine.dialect

    @event.listens_for(pool, "checkin")
    def remember(_: Any, record: Any) -> None:
        record.info[_FREE_SINCE] = monotonic()

    @event.listens_for(pool, "checkout")
    def ask(connection: Any, record: Any, _: Any) -> None:
        since = record.info.get(_FREE_SINCE)
        if since is None or monotonic() - since < TRUSTED_SECONDS:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error
