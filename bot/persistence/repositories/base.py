"""What every repository works with."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.persistence.encryption import Cipher


@dataclass(frozen=True, slots=True)
class Store:
    """The transaction's connection and the cipher."""

    connection: AsyncConnection
    cipher: Cipher

    async def order_lock(self, name: str) -> None:
        """Advisory lock until the transaction ends: inserts of one conversation commit in their order."""
        await self.connection.execute(
            text("select pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"name": name},
        )


class Repository:
    def __init__(self, store: Store) -> None:
        self._connection = store.connection
        self._cipher = store.cipher
        self._store = store
