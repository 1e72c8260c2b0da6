"""Buttons as they were offered: the only source of payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update

from bot.persistence.encryption import row_of
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import choices
from bot.services.ports import StoredChoice


class SqlChoices(Repository):
    async def add(self, choices_: Sequence[StoredChoice]) -> None:
        if choices_:
            await self._connection.execute(insert(choices).values([self._values(each) for each in choices_]))

    def _values(self, choice: StoredChoice) -> dict[str, Any]:
        payload = {"intent": choice.intent, "entities": choice.entities, "label": choice.label}
        return {
            "id": choice.id,
            "conversation_id": choice.conversation_id,
            "message_id": choice.message_id,
            "number": choice.number,
            "stretch": choice.stretch,
            "scope": choice.scope,
            "draft_id": choice.draft_id,
            "payload": self._cipher.seal_json("choices.payload", row_of(choice.id), payload),
        }

    async def get(self, choice_id: str, conversation_id: UUID) -> StoredChoice | None:
        row = (
            await self._connection.execute(
                select(choices).where(
                    choices.c.id == choice_id,
                    choices.c.conversation_id == conversation_id,
                )
            )
        ).one_or_none()
        return None if row is None else self._choice(row)

    async def of_message(self, message_id: UUID) -> list[StoredChoice]:
        rows = await self._connection.execute(
            select(choices).where(choices.c.message_id == message_id).order_by(choices.c.number)
        )
        return [self._choice(row) for row in rows]

    async def latest(self, conversation_id: UUID) -> list[StoredChoice]:
        newest = (
            select(choices.c.message_id)
            .where(choices.c.conversation_id == conversation_id)
            .order_by(choices.c.offered.desc())
            .limit(1)
        )
        found = await self._connection.scalar(newest)
        return [] if found is None else await self.of_message(found)

    async def mark_pressed(self, choice_id: str, at: datetime) -> None:
        await self._connection.execute(
            update(choices)
            .where(choices.c.id == choice_id)
            .values(pressed_at=func.coalesce(choices.c.pressed_at, at))
        )

    def _choice(self, row: Row[Any]) -> StoredChoice:
        payload = self._cipher.open_json("choices.payload", row_of(row.id), row.payload)
        return StoredChoice(
            id=row.id,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
            number=row.number,
            stretch=row.stretch,
            scope=row.scope,
            draft_id=row.draft_id,
            intent=payload["intent"],
            entities=payload["entities"],
            label=payload["label"],
            pressed_at=row.pressed_at,
        )
