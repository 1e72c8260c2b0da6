"""Articles, centres and open questions in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import and_, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.article import Article, Part
from bot.domain.centre import Centre, CentreField, FieldValue
from bot.persistence.events import CHANNEL
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import (
    answer_ratings,
    article_sections,
    article_versions,
    articles,
    centre_fields,
    centres,
    open_questions,
    staff,
)
from bot.services.article_json import from_json, to_json
from bot.services.ports.knowledge import ArticleState, LiveArticle, OpenQuestion, Section


class SqlArticles(Repository):
    async def lock(self) -> None:
        await self._store.order_lock("articles")

    async def states(self) -> Mapping[str, ArticleState]:
        rows = await self._connection.execute(select(articles))
        return {r.id: ArticleState(r.id, r.live, r.latest, r.seed_hash, r.edited) for r in rows}

    async def live(self) -> Sequence[LiveArticle]:
        versions = article_versions
        told = and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.live)
        rows = await self._connection.execute(
            select(versions.c.content, versions.c.number)
            .select_from(articles.join(versions, told))
            .order_by(articles.c.id)
        )
        return [LiveArticle(from_json(r.content), r.number) for r in rows]

    async def sections(self) -> Sequence[Section]:
        rows = await self._connection.execute(
            select(article_sections)
            .join(articles, articles.c.id == article_sections.c.article_id)
            .where(articles.c.live.is_not(None))
            .order_by(
                article_sections.c.article_id,
                article_sections.c.language,
                article_sections.c.part,
                article_sections.c.place,
            )
        )
        return [
            Section(
                r.article_id, r.language, Part(r.part), r.place, r.text, r.folded, bytes(r.vector), r.encoder
            )
            for r in rows
        ]

    async def add_version(self, article: Article, *, status: str, author: UUID | None, note: str = "") -> int:
        values = {"latest": 1, "edited": author is not None}
        latest = await self._connection.scalar(
            upsert(articles)
            .values(id=article.id, **values)
            .on_conflict_do_update(
                index_elements=["id"],
                set_={
                    "latest": articles.c.latest + 1,
                    "edited": articles.c.edited | (author is not None),
                    "updated_at": func.now(),
                },
            )
            .returning(articles.c.latest)
        )
        await self._connection.execute(
            insert(article_versions).values(
                id=uuid4(),
                article_id=article.id,
                number=latest,
                status=status,
                content=to_json(article),
                note=note,
                author_id=author,
            )
        )
        return int(latest)

    async def set_seed(self, article_id: str, seed_hash: str) -> None:
        await self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(seed_hash=seed_hash)
        )

    async def publish(self, article_id: str, number: int, sections: Sequence[Section]) -> None:
        await self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(live=number)
        )
        await self._connection.execute(
            update(article_versions)
            .where(article_versions.c.article_id == article_id, article_versions.c.number == number)
            .values(status="published", published_at=func.now())
        )
        await self.replace_sections(article_id, sections)

    async def withdraw(self, article_id: str) -> None:
        await self._connection.execute(update(articles).where(articles.c.id == article_id).values(live=None))
        await self.replace_sections(article_id, ())

    async def replace_sections(self, article_id: str, sections: Sequence[Section]) -> None:
        await self._connection.execute(
            delete(article_sections).where(article_sections.c.article_id == article_id)
        )
        if sections:
            await self._connection.execute(insert(article_sections), [_row(section) for section in sections])
        await _tell(self)


def _row(section: Section) -> dict[str, object]:
    names = ("article_id", "language", "place", "text", "folded", "vector", "encoder")
    return {"id": uuid4(), "part": section.part.value, **{name: getattr(section, name) for name in names}}


async def _tell(repository: Repository) -> None:
    """Every process reads the published set anew once this transaction has committed."""
    await repository._connection.execute(  # noqa: SLF001 - a helper of the classes above and below
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
            await _tell(self)
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
        await _tell(self)


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
            )
            for r in rows
        ]

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
