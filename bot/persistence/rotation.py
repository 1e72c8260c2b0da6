"""A new data key for everything that is encrypted, while all processes go on."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import RafeeqError
from bot.persistence.encryption import Cipher, key_of, row_of
from bot.persistence.keyring import (
    REFRESH_SECONDS,
    activate_key,
    announce_key,
    refresh_cipher,
    retire_keys,
    rewrap_keys,
)
from bot.persistence.tables import metadata
from bot.persistence.tables.base import SEALED

BATCH = 200
BUSY_PAUSE = 0.2
_LOCK = 7_310_002
_LEARNT = REFRESH_SECONDS * 2 + 1
"""Seconds after which every process has looked for keys at least once since, slow ones too."""

Wait = Callable[[float], Awaitable[None]]
Tell = Callable[[str], None]


class RotationUnderWayError(RafeeqError):
    """Another process rotates keys now."""


async def rotate_keys(
    engine: AsyncEngine, secret_keys: tuple[str, ...], cipher: Cipher, wait: Wait, tell: Tell
) -> int:
    """How many values were encrypted anew. Broken off at any point, it can be begun again."""
    async with engine.connect() as guard:
        if not await guard.scalar(text("select pg_try_advisory_lock(:lock)"), {"lock": _LOCK}):
            raise RotationUnderWayError("keys are being rotated by another process")
        try:
            return await _rotate(engine, secret_keys, cipher, wait, tell)
        finally:
            await guard.execute(text("select pg_advisory_unlock(:lock)"), {"lock": _LOCK})


async def _rotate(
    engine: AsyncEngine, secret_keys: tuple[str, ...], cipher: Cipher, wait: Wait, tell: Tell
) -> int:
    async with engine.begin() as connection:
        await rewrap_keys(connection, secret_keys)
        new = await announce_key(connection, secret_keys)
    tell("every process learns the new key")
    await wait(_LEARNT)
    async with engine.begin() as connection:
        await activate_key(connection, new)
    await refresh_cipher(engine, secret_keys, cipher)
    tell("every process begins to write with it")
    await wait(_LEARNT)
    count = await reseal_all(engine, cipher, wait, tell)
    async with engine.begin() as connection:
        await retire_keys(connection, but=new)
    return count


async def reseal_all(engine: AsyncEngine, cipher: Cipher, wait: Wait, tell: Tell) -> int:
    """Until nothing is left under an older key: a row somebody works on is passed over and met again."""
    total = 0
    for table, columns in sealed_columns():
        count = await _reseal_table(engine, cipher, table, columns)
        while await _any_older(engine, cipher, table, columns):
            await wait(BUSY_PAUSE)
            count += await _reseal_table(engine, cipher, table, columns)
        total += count
        if count:
            tell(f"{table.name}: {count}")
    return total


def sealed_columns() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Every column that holds ciphertext; its table has a key called id."""
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if column.info.get(SEALED)]
        if columns and "id" in table.columns:
            yield table, columns


async def _reseal_table(engine: AsyncEngine, cipher: Cipher, table: Table, columns: list[Column[Any]]) -> int:
    count, last = 0, None
    while True:
        async with engine.begin() as connection:
            rows = await _older(connection, cipher, table, columns, last)
            for row in rows:
                values = {c.name: _resealed(cipher, c, row) for c in columns if row[c.name]}
                await connection.execute(update(table).where(table.c.id == row["id"]).values(**values))
        count += len(rows)
        if len(rows) < BATCH:
            return count
        last = rows[-1]["id"]


async def _older(
    connection: AsyncConnection, cipher: Cipher, table: Table, columns: list[Column[Any]], last: object
) -> list[Any]:
    """The next rows with a value under another key than the current one."""
    query = (
        select(table.c.id, *columns)
        .where(_under_another_key(cipher, columns))
        .order_by(table.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    if last is not None:
        query = query.where(table.c.id > last)
    return list((await connection.execute(query)).mappings())


async def _any_older(engine: AsyncEngine, cipher: Cipher, table: Table, columns: list[Column[Any]]) -> bool:
    query = select(table.c.id).where(_under_another_key(cipher, columns)).limit(1)
    async with engine.connect() as connection:
        return (await connection.execute(query)).first() is not None


def _under_another_key(cipher: Cipher, columns: list[Column[Any]]) -> ColumnElement[bool]:
    current = cipher.current.to_bytes(4)
    return or_(*(func.substring(column, 1, 4) != current for column in columns))


def _resealed(cipher: Cipher, column: Column[Any], row: Any) -> bytes:
    sealed = bytes(row[column.name])
    if key_of(sealed) == cipher.current:
        return sealed
    return cipher.reseal(f"{column.table.name}.{column.name}", row_of(row["id"]), sealed)
