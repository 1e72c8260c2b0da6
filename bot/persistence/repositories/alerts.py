"""Crisis alarms."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, func, insert, select, update

from bot.domain.crisis import AlertStep, CrisisAlert
from bot.domain.errors import NotFoundError
from bot.domain.message import Delivery
from bot.domain.paging import Page
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import crisis_alerts, staff_alerts


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

    async def add_page(self, page: Page) -> None:
        await self._connection.execute(
            insert(staff_alerts).values(
                id=page.id,
                alert_id=page.alert_id,
                staff_id=page.staff_id,
                body_key=page.words,
                delivery=page.delivery,
                at=page.at,
            )
        )

    async def lock_page(self, page_id: UUID) -> Page:
        query = select(staff_alerts).where(staff_alerts.c.id == page_id).with_for_update()
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise NotFoundError
        return Page(
            id=row.id,
            alert_id=row.alert_id,
            staff_id=row.staff_id,
            words=row.body_key,
            delivery=Delivery(row.delivery),
            at=row.at,
            error_code=row.error_code,
            sent_at=row.sent_at,
        )

    async def save_page(self, page: Page) -> None:
        await self._connection.execute(
            update(staff_alerts)
            .where(staff_alerts.c.id == page.id)
            .values(delivery=page.delivery, error_code=page.error_code, sent_at=page.sent_at)
        )

    async def overdue(self, before: datetime) -> list[UUID]:
        last = func.coalesce(crisis_alerts.c.step_at, crisis_alerts.c.raised_at)
        return list(
            await self._connection.scalars(
                select(crisis_alerts.c.id).where(
                    crisis_alerts.c.acknowledged_at.is_(None),
                    crisis_alerts.c.step != AlertStep.PERSON_TOLD,
                    last < before,
                )
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
