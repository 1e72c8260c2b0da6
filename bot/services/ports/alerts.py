"""Where crisis alarms are kept until somebody acknowledges them."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.crisis import CrisisAlert, CrisisExample
from bot.domain.paging import Page


class CrisisExamples(Protocol):
    async def keep(self, example: CrisisExample) -> None:
        """One for each message: a new judgement takes the place of the old."""

    async def forget(self, message_id: UUID) -> None: ...

    async def listed(self) -> list[CrisisExample]: ...


class Alerts(Protocol):
    async def raise_alert(self, conversation_id: UUID, message_id: UUID | None, now: datetime) -> UUID | None:
        """None when the conversation has an open one already."""

    async def get(self, alert_id: UUID) -> CrisisAlert: ...

    async def lock(self, alert_id: UUID) -> CrisisAlert: ...

    async def open_of(self, conversation_id: UUID) -> CrisisAlert | None: ...

    async def save(self, alert: CrisisAlert) -> None: ...

    async def add_page(self, page: Page) -> None: ...

    async def lock_page(self, page_id: UUID) -> Page: ...

    async def save_page(self, page: Page) -> None: ...

    async def overdue(self, before: datetime) -> list[UUID]:
        """Alarms that nobody acknowledged and whose last step was before then; those told to the end not."""
