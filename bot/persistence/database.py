"""The connection to PostgreSQL."""

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def make_engine(url: str, *, size: int = 10) -> AsyncEngine:
    """`url` in PostgreSQL's own form (postgresql://...); the driver is chosen here."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    return create_async_engine(
        parsed, hide_parameters=True, pool_size=size, max_overflow=size, pool_pre_ping=True, pool_timeout=10
    )
