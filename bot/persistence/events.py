"""Live events over PostgreSQL's NOTIFY: sent with the commit, heard by every web process."""

import json
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

CHANNEL = "rafeeq_events"


class SqlEvents:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def conversation_changed(self, conversation_id: UUID) -> None:
        await self._notify({"kind": "conversation", "conversation": str(conversation_id)})

    async def queue_changed(self) -> None:
        await self._notify({"kind": "queue"})

    async def typing(self, conversation_id: UUID, who: str) -> None:
        await self._notify({"kind": "typing", "conversation": str(conversation_id), "who": who})

    async def _notify(self, event: dict[str, str]) -> None:
        await self._connection.execute(
            text("select pg_notify(:channel, :event)"),
            {"channel": CHANNEL, "event": json.dumps(event)},
        )
