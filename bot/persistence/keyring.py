"""The data keys in the database: made on first use, loaded at start and when one is missing."""

import secrets

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.persistence.encryption import Cipher, Wrapper
from bot.persistence.tables import data_keys

_DATA = "data"
_INDEX = "index"
_LOCK = 7_310_001
"""Advisory lock under which the first keys are made, once however many processes start."""


async def load_cipher(engine: AsyncEngine, secret_keys: tuple[str, ...]) -> Cipher:
    """Raises WrongKeysError when the keys given are not those the data was written with."""
    wrapper = Wrapper(secret_keys)
    async with engine.begin() as connection:
        await connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        keys, index_key = await _read(connection, wrapper)
        if index_key is None:
            index_key = await _make(connection, wrapper, _INDEX)
        if not keys:
            await _make(connection, wrapper, _DATA)
            keys, _ = await _read(connection, wrapper)
    return Cipher(keys, index_key)


async def refresh_cipher(engine: AsyncEngine, secret_keys: tuple[str, ...], cipher: Cipher) -> None:
    """Takes over data keys added since."""
    async with engine.connect() as connection:
        keys, _ = await _read(connection, Wrapper(secret_keys))
    cipher.use(keys)


async def add_data_key(connection: AsyncConnection, secret_keys: tuple[str, ...]) -> None:
    await _make(connection, Wrapper(secret_keys), _DATA)


async def _read(connection: AsyncConnection, wrapper: Wrapper) -> tuple[dict[int, bytes], bytes | None]:
    keys: dict[int, bytes] = {}
    index_key = None
    for row in await connection.execute(select(data_keys).where(data_keys.c.retired_at.is_(None))):
        plain = wrapper.unwrap(bytes(row.wrapped))
        if row.purpose == _INDEX:
            index_key = plain
        else:
            keys[row.id] = plain
    return keys, index_key


async def _make(connection: AsyncConnection, wrapper: Wrapper, purpose: str) -> bytes:
    plain = secrets.token_bytes(32)
    await connection.execute(insert(data_keys).values(purpose=purpose, wrapped=wrapper.wrap(plain)))
    return plain
