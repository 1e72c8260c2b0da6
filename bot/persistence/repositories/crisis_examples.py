"""Judged messages, stripped of names and numbers."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as pg_insert

from bot.domain.crisis import CrisisExample, Judgement
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import crisis_examples


class SqlCrisisExamples(Repository):
    async def keep(self, example: CrisisExample) -> None:
        values = {
            "id": example.id,
            "message_id": example.message_id,
            "text": self._cipher.seal_text("crisis_examples.text", example.id, example.text),
            "label": example.label,
            "language": example.language,
            "rule": example.rule,
            "staff_id": example.staff_id,
            "at": example.at,
        }
        await self._connection.execute(
            pg_insert(crisis_examples)
            .values(**values)
            .on_conflict_do_update(index_elements=["message_id"], set_=values)
        )

    async def forget(self, message_id: UUID) -> None:
        await self._connection.execute(
            delete(crisis_examples).where(crisis_examples.c.message_id == message_id)
        )

    async def listed(self) -> list[CrisisExample]:
        rows = await self._connection.execute(select(crisis_examples).order_by(crisis_examples.c.at))
        return [
            CrisisExample(
                row.id,
                row.message_id,
                self._cipher.open_text("crisis_examples.text", row.id, row.text),
                Judgement(row.label),
                row.language,
                row.rule,
                row.staff_id,
                row.at,
            )
            for row in rows
        ]
