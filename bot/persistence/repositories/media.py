"""Media in encrypted chunks of 256 KB."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select, update

from bot.domain.errors import NotFoundError
from bot.domain.message import MediaKind
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import media, media_chunks
from bot.services.ports import StoredMedia

CHUNK = 256 * 1024


class SqlMedia(Repository):
    async def add(self, stored: StoredMedia) -> None:
        await self._connection.execute(
            insert(media).values(
                id=stored.id,
                conversation_id=stored.conversation_id,
                kind=stored.kind,
                mime=stored.mime,
                size=stored.size,
                source=self._cipher.seal_json("media.source", stored.id, stored.source),
                filename=self._cipher.seal_text("media.filename", stored.id, stored.filename),
                status=stored.status,
                problem=stored.problem,
            )
        )

    async def get(self, media_id: UUID) -> StoredMedia:
        row = (await self._connection.execute(select(media).where(media.c.id == media_id))).one_or_none()
        if row is None:
            raise NotFoundError
        return StoredMedia(
            id=row.id,
            conversation_id=row.conversation_id,
            kind=MediaKind(row.kind),
            mime=row.mime,
            size=row.size,
            filename=self._cipher.open_text("media.filename", row.id, row.filename),
            status=row.status,
            problem=row.problem,
            inline=row.inline,
            source=self._cipher.open_json("media.source", row.id, row.source) or {},
            at=row.at,
        )

    async def write(self, stored: StoredMedia, data: bytes) -> None:
        for number in range(max(1, -(-len(data) // CHUNK))):
            row = uuid5(stored.id, str(number))
            part = data[number * CHUNK : (number + 1) * CHUNK]
            await self._connection.execute(
                insert(media_chunks).values(
                    id=row,
                    media_id=stored.id,
                    number=number,
                    data=self._cipher.seal("media_chunks.data", row, part),
                )
            )
        await self._set(
            stored.id,
            status="stored",
            mime=stored.mime,
            size=len(data),
            inline=stored.inline,
            source=None,
        )

    async def mark(self, media_id: UUID, status: str, problem: str) -> None:
        await self._set(media_id, status=status, problem=problem)

    async def read(self, media_id: UUID) -> AsyncIterator[bytes]:
        numbers = await self._connection.scalars(
            select(media_chunks.c.number)
            .where(media_chunks.c.media_id == media_id)
            .order_by(media_chunks.c.number)
        )
        for number in list(numbers):
            row = uuid5(media_id, str(number))
            sealed = await self._connection.scalar(
                select(media_chunks.c.data).where(media_chunks.c.id == row)
            )
            if sealed is None:
                raise NotFoundError
            yield self._cipher.open("media_chunks.data", row, bytes(sealed))

    async def waiting(self, limit: int = 100) -> Sequence[UUID]:
        query = select(media.c.id).where(media.c.status == "waiting").order_by(media.c.at).limit(limit)
        return list(await self._connection.scalars(query))

    async def _set(self, media_id: UUID, **values: Any) -> None:
        await self._connection.execute(update(media).where(media.c.id == media_id).values(**values))
