"""The web chat's sessions. No resume code is stored: it is made from its row's id, by the index key."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update

from bot.persistence.repositories.base import Repository
from bot.persistence.tables import web_sessions
from bot.services.ports import WebSession

CODE_DIGITS = 12
"""A million million: with the limits on tries nobody finds one of ten thousand in a lifetime."""


class SqlWebSessions(Repository):
    async def add(self, token: str, conversation_id: UUID, now: datetime) -> None:
        values: dict[str, Any] = {"created_at": now, "seen_at": now}
        await self._connection.execute(
            insert(web_sessions).values(
                id=uuid4(), conversation_id=conversation_id, token_hash=self._token_hash(token), **values
            )
        )

    async def by_token(self, token: str) -> WebSession | None:
        row = (
            await self._connection.execute(
                select(web_sessions).where(web_sessions.c.token_hash == self._token_hash(token))
            )
        ).one_or_none()
        return None if row is None else WebSession(row.id, row.conversation_id, row.seen_at)

    async def touch(self, session_id: UUID, now: datetime) -> None:
        await self._connection.execute(
            update(web_sessions).where(web_sessions.c.id == session_id).values(seen_at=now)
        )

    async def resume_code(self, conversation_id: UUID) -> str:
        await self._store.order_lock(f"resume code of {conversation_id}")
        rows = await self._connection.execute(
            select(web_sessions.c.id, web_sessions.c.resume_hash)
            .where(web_sessions.c.conversation_id == conversation_id)
            .order_by(web_sessions.c.created_at, web_sessions.c.id)
        )
        found = list(rows)
        bearer = next((row for row in found if row.resume_hash is not None), found[0])
        code = self._code(bearer.id)
        if bearer.resume_hash is None:
            await self._connection.execute(
                update(web_sessions)
                .where(web_sessions.c.id == bearer.id)
                .values(resume_hash=self._code_hash(code))
            )
        return code

    async def by_resume_code(self, code: str) -> UUID | None:
        query = select(web_sessions.c.conversation_id)
        found = await self._connection.scalar(
            query.where(web_sessions.c.resume_hash == self._code_hash(code))
        )
        return None if found is None else UUID(str(found))

    async def forget_unused(self, before: datetime) -> None:
        await self._connection.execute(
            delete(web_sessions).where(web_sessions.c.seen_at < before, web_sessions.c.resume_hash.is_(None))
        )

    def _code(self, row: UUID) -> str:
        number = int.from_bytes(self._cipher.digest("web chat: code of", str(row))[:8])
        return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)

    def _code_hash(self, code: str) -> bytes:
        return self._cipher.digest("web chat: code", code)

    def _token_hash(self, token: str) -> bytes:
        return self._cipher.digest("web chat: session", token)
