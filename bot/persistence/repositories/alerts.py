"""Crisis alarms."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, insert, select, update

from bot.domain.crisis import AlertStep, CrisisAlert
from bot.domain.errors import NotFoundError
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import crisis_alerts


class SqlAlerts(Repository):
    async def raise_alert(self, conversation_id: UUID, message_id: UUID | None, now: datetime) -> UUID | None:
        if await self.open_of(conversation_id) is not None:
            return None
        row = uuid4()
        await self._connection.execute(
            insert(crisis_alerts).values(
                id=row, conversation_id=conversation_id, message_id=message_id, raised_at=now
            )
        )
        return row

    async def get(self, alert_id: UUID) -> CrisisAlert:
        return await self._required(select(crisis_alerts).where(crisis_alerts.c.id == alert_id))

    async def lock(self, alert_id: UUID) -> CrisisAlert:
        return await self._required(
            select(crisis_alerts).where(crisis_alerts.c.id == alert_id).with_for_update()
        )

    async def open_of(self, conversation_id: UUID) -> CrisisAlert | None:
        return await self._one(
            select(crisis_alerts).where(
                crisis_alerts.c.conversation_id == conversation_id, crisis_alerts.c.acknowledged_at.is_(None)
            )
        )

    async def save(self, alert: CrisisAlert) -> None:
        await self._connection.execute(
            update(crisis_alerts)
            .where(crisis_alerts.c.id == alert.id)
            .values(
                step=alert.step,
                step_at=alert.step_at,
                acknowledged_at=alert.acknowledged_at,
                acknowledged_by=alert.acknowledged_by,
            )
        )

    async def _required(self, query: Select[Any]) -> CrisisAlert:
        found = await self._one(query)
        if found is None:
            raise NotFoundError
        return found

    async def _one(self, query: Select[Any]) -> CrisisAlert | None:
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return CrisisAlert(
            id=row.id,
            conversation_id=row.conversation_id,
            raised_at=row.raised_at,
            step=AlertStep(row.step),
            step_at=row.step_at,
            acknowledged_at=row.acknowledged_at,
            acknowledged_by=row.acknowledged_by,
        )
