"""The data keys in the database: made on first use, loaded at start, looked at again while running.

A rotation adds a key that everybody first learns to open with ("next"), and only then seals with ("data").
"""

import asyncio
import secrets
from dataclasses import dataclass, field

import structlog
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import WrongKeysError
from bot.persistence.encryption import Cipher, Wrapper
from bot.persistence.tables import data_keys

log = structlog.get_logger()

_DATA, _NEXT, _INDEX = "data", "next", "index"
_LOCK = 7_310_001
"""Advisory lock under which the first keys are made, once however many processes start."""

REFRESH_SECONDS = 5.0
"""How often a running process looks for keys added since."""


@dataclass(slots=True)
class _Keys:
    """What the table holds, unwrapped. `current`: id of the newest key to seal with; 0 when there is none."""

    opening: dict[int, bytes] = field(default_factory=dict)
    index: bytes | None = None
    current: int = 0


async def load_cipher(engine: AsyncEngine, secret_keys: tuple[str, ...]) -> Cipher:
    """Raises WrongKeysError when the keys given are not those the data was written with."""
    wrapper = Wrapper(secret_keys)
    async with engine.begin() as connection:
        await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        keys = await _read(connection, wrapper)
        index = keys.index or await _make(connection, wrapper, _INDEX)
        if not keys.current:
            await _make(connection, wrapper, _DATA)
            keys = await _read(connection, wrapper)
    return Cipher(keys.opening, index, keys.current)


async def refresh_cipher(engine: AsyncEngine, secret_keys: tuple[str, ...], cipher: Cipher) -> bool:
    """Takes over what changed since; whether anything did."""
    async with engine.connect() as connection:
        rows = await connection.execute(
            select(data_keys.c.id, data_keys.c.purpose).where(
                data_keys.c.retired_at.is_(None), data_keys.c.purpose != _INDEX
            )
        )
        there = {row.id: row.purpose for row in rows}
        current = max((number for number, purpose in there.items() if purpose == _DATA), default=0)
        if there.keys() == cipher.known and current == cipher.current:
            return False
        keys = await _read(connection, Wrapper(secret_keys))
    cipher.use(keys.opening, keys.current)
    return True


async def follow_keys(engine: AsyncEngine, secret_keys: tuple[str, ...], cipher: Cipher) -> None:
    """Runs until cancelled, so that a rotation reaches this process."""
    while True:
        await asyncio.sleep(REFRESH_SECONDS)
        try:
            if await refresh_cipher(engine, secret_keys, cipher):
                log.info("keys_changed", current=cipher.current)
        except (SQLAlchemyError, WrongKeysError) as error:
            log.warning("keys_not_read", error=type(error).__name__)


async def announce_key(connection: AsyncConnection, secret_keys: tuple[str, ...]) -> int:
    """A key that is opened with and not yet sealed with; one left by a rotation broken off is taken."""
    left = await connection.scalar(select(data_keys.c.id).where(data_keys.c.purpose == _NEXT))
    if left is None:
        await _make(connection, Wrapper(secret_keys), _NEXT)
        left = await connection.scalar(select(data_keys.c.id).where(data_keys.c.purpose == _NEXT))
    return int(left or 0)


async def activate_key(connection: AsyncConnection, number: int) -> None:
    await connection.execute(update(data_keys).where(data_keys.c.id == number).values(purpose=_DATA))


async def retire_keys(connection: AsyncConnection, *, but: int) -> int:
    """Takes all other data keys out of use; how many."""
    older = (data_keys.c.id != but, data_keys.c.purpose == _DATA, data_keys.c.retired_at.is_(None))
    done = await connection.execute(update(data_keys).where(*older).values(retired_at=text("now()")))
    return int(done.rowcount)


async def rewrap_keys(connection: AsyncConnection, secret_keys: tuple[str, ...]) -> None:
    """Wraps every key by the newest secret key, so that the older secret keys can be taken away."""
    wrapper = Wrapper(secret_keys)
    rows = (await connection.execute(select(data_keys).where(data_keys.c.retired_at.is_(None)))).all()
    for row in rows:
        wrapped = wrapper.wrap(wrapper.unwrap(bytes(row.wrapped)))
        await connection.execute(update(data_keys).where(data_keys.c.id == row.id).values(wrapped=wrapped))


async def _read(connection: AsyncConnection, wrapper: Wrapper) -> _Keys:
    keys = _Keys()
    for row in await connection.execute(select(data_keys).where(data_keys.c.retired_at.is_(None))):
        plain = wrapper.unwrap(bytes(row.wrapped))
        if row.purpose == _INDEX:
            keys.index = plain
            continue
        keys.opening[row.id] = plain
        if row.purpose == _DATA:
            keys.current = max(keys.current, row.id)
    return keys


async def _make(connection: AsyncConnection, wrapper: Wrapper, purpose: str) -> bytes:
    plain = secrets.token_bytes(32)
    await connection.execute(insert(data_keys).values(purpose=purpose, wrapped=wrapper.wrap(plain)))
    return plain
