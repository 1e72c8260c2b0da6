"""What Meta said last of our templates."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.template import TemplateStatus
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import whatsapp_templates as table


class SqlTemplates(Repository):
    async def statuses(self) -> list[TemplateStatus]:
        rows = await self._connection.execute(select(table).order_by(table.c.name, table.c.language))
        return [TemplateStatus(r.name, r.language, r.status, r.category, r.reason) for r in rows]

    async def keep(self, statuses: Sequence[TemplateStatus]) -> None:
        for told in statuses:
            values = {"status": told.status, "category": told.category, "reason": told.reason}
            await self._connection.execute(
                insert(table)
                .values(name=told.name, language=told.language, **values)
                .on_conflict_do_update(
                    index_elements=["name", "language"], set_={**values, "checked_at": func.now()}
                )
            )
