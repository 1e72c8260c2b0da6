"""Centres and open questions in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import and_, delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.centre import Centre, CentreField, FieldValue
from bot.persistence.events import CHANNEL
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import answer_ratings, centre_fields, centres, open_questions, staff
from bot.services.ports.knowledge import OpenQuestion


async def tell_articles(repository: Repository) -> None:
    """Every process reads the published set anew once this transaction has committed."""
    await repository._connection.execute(  # noqa: SLF001 - a helper of the repositories
        text("select pg_notify(:channel, :event)"),
        {"channel": CHANNEL, "event": json.dumps({"kind": "articles"})},
    )


class SqlCentres(Repository):
    async def all(self) -> Sequence[Centre]:
        fields: dict[str, dict[CentreField, FieldValue]] = {}
        known = await self._connection.execute(
            select(centre_fields, staff.c.name.label("by")).outerjoin(
                staff, staff.c.id == centre_fields.c.checked_by
            )
        )
        for r in known:
            value = FieldValue(r.texts, r.checked_on, r.by or "")
            fields.setdefault(r.centre_id, {})[CentreField(r.field)] = value
        rows = await self._connection.execute(select(centres).order_by(centres.c.id))
        return [Centre(r.id, r.names, r.sex, r.group, fields.get(r.id, {})) for r in rows]

    async def seed(self, given: Sequence[Centre]) -> int:
        before = {c.id: (c.names, c.sex, c.group) for c in await self.all()}
        new = [c for c in given if before.get(c.id) != (dict(c.names), c.sex, c.group)]
        for centre in new:
            values = {"names": dict(centre.names), "sex": centre.sex, "group": centre.group}
            await self._connection.execute(
                upsert(centres)
                .values(id=centre.id, **values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )
        if new:
            await tell_articles(self)
        return len(new)

    async def set_field(
        self, centre_id: str, name: CentreField, texts: Mapping[str, str], checked_on: date, by: UUID | None
    ) -> None:
        values = {"texts": dict(texts), "checked_on": checked_on, "checked_by": by}
        await self._connection.execute(
            upsert(centre_fields)
            .values(id=uuid4(), centre_id=centre_id, field=name.value, **values)
            .on_conflict_do_update(
                index_elements=["centre_id", "field"], set_={**values, "updated_at": func.now()}
            )
        )
        await tell_articles(self)

    async def clear_field(self, centre_id: str, name: CentreField) -> None:
        gone = and_(centre_fields.c.centre_id == centre_id, centre_fields.c.field == name.value)
        await self._connection.execute(delete(centre_fields).where(gone))
        await tell_articles(self)


class SqlOpenQuestions(Repository):
    async def add(self, question: OpenQuestion) -> None:
        row = uuid4()
        await self._connection.execute(
            insert(open_questions).values(
                id=row,
                question=self._cipher.seal_text("open_questions.question", row, question.question),
                language=question.language,
                intent=question.intent,
                reason=question.reason,
                article_id=question.article_id,
            )
        )

    async def newest(self, limit: int = 200) -> Sequence[OpenQuestion]:
        rows = await self._connection.execute(
            select(open_questions).order_by(open_questions.c.at.desc()).limit(limit)
        )
        return [
            OpenQuestion(
                self._cipher.open_text("open_questions.question", r.id, r.question),
                r.language,
                r.reason,
                r.intent,
                r.article_id,
                r.id,
                r.at,
            )
            for r in rows
        ]

    async def settle(self, question_ids: Sequence[UUID]) -> None:
        await self._connection.execute(delete(open_questions).where(open_questions.c.id.in_(question_ids)))

    async def rate(self, article_id: str, version: int, *, helpful: bool, message_id: UUID) -> None:
        await self._connection.execute(
            insert(answer_ratings).values(
                id=uuid4(), article_id=article_id, version=version, helpful=helpful, message_id=message_id
            )
        )

    async def ratings(self) -> Mapping[str, tuple[int, int]]:
        helped = func.count().filter(answer_ratings.c.helpful)
        rows = await self._connection.execute(
            select(answer_ratings.c.article_id, helped.label("yes"), func.count().label("all")).group_by(
                answer_ratings.c.article_id
            )
        )
        return {r.article_id: (r.yes, r.all - r.yes) for r in rows}
