"""Payloads of unknown shape, and how far each channel was read."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.message import RawPayload
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import channel_positions, raw_payloads


class SqlRawPayloads(Repository):
    async def add(self, payload: RawPayload, conversation_id: UUID | None) -> None:
        row = uuid4()
        await self._connection.execute(
            insert(raw_payloads)
            .values(
                id=row,
                channel=payload.channel,
                conversation_id=conversation_id,
                hash=self._cipher.digest(f"raw payload {payload.channel}", payload.body),
                body=self._cipher.seal_text("raw_payloads.body", row, payload.body),
            )
            .on_conflict_do_nothing()
        )


class SqlChannelPositions(Repository):
    async def get(self, queue: str) -> int | None:
        query = select(channel_positions.c.offset).where(channel_positions.c.channel == queue)
        found: int | None = await self._connection.scalar(query)
        return found

    async def move(self, queue: str, position: int) -> None:
        await self._connection.execute(
            insert(channel_positions)
            .values(channel=queue, offset=position)
            .on_conflict_do_update(index_elements=["channel"], set_={"offset": position})
        )
