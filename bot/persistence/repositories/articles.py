"""Articles in PostgreSQL: versions, which of them is told, and their searchable sections."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, insert, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.article import REVIEW_AFTER, Article, Part
from bot.persistence.repositories.base import Repository
from bot.persistence.repositories.knowledge import tell_articles
from bot.persistence.tables import article_sections, article_versions, articles, staff
from bot.services.article_json import from_json, to_json
from bot.services.ports.knowledge import (
    ArticleList,
    ArticleState,
    ArticleVersion,
    LiveArticle,
    Section,
    VersionStatus,
)

EXPIRES_SOON = timedelta(days=30)
_newest, _told = article_versions.alias("newest"), article_versions.alias("told")


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

    async def versions(self, article_id: str) -> Sequence[ArticleVersion]:
        versions = article_versions
        query = _with_names(versions).where(versions.c.article_id == article_id)
        query = query.order_by(versions.c.number.desc())
        return [_version(r) for r in await self._connection.execute(query)]

    async def listed(
        self, which: ArticleList, today: date, *, after: str = "", limit: int = 50
    ) -> Sequence[ArticleVersion]:
        query = _of_each().where(articles.c.id > after, _chosen(which, today))
        rows = await self._connection.execute(query.order_by(articles.c.id).limit(limit))
        return [_version(r) for r in rows]

    async def newest(self, article_ids: Sequence[str]) -> Mapping[str, ArticleVersion]:
        rows = await self._connection.execute(_of_each().where(articles.c.id.in_(article_ids)))
        return {r.article_id: _version(r) for r in rows}

    async def counts(self, today: date) -> Mapping[ArticleList, int]:
        counted = [func.count().filter(_chosen(which, today)).label(which) for which in ArticleList]
        row = (await self._connection.execute(select(*counted).select_from(_EACH))).one()
        return {which: row._mapping[which.value] for which in ArticleList}  # noqa: SLF001 - a row's own way

    async def set_status(
        self, article_id: str, number: int, status: VersionStatus, reviewer: UUID | None = None
    ) -> None:
        by = {} if reviewer is None else {"reviewer_id": reviewer}
        await self._connection.execute(
            update(article_versions)
            .where(article_versions.c.article_id == article_id, article_versions.c.number == number)
            .values(status=status.value, **by)
        )

    async def replace_sections(self, article_id: str, sections: Sequence[Section]) -> None:
        await self._connection.execute(
            delete(article_sections).where(article_sections.c.article_id == article_id)
        )
        if sections:
            await self._connection.execute(insert(article_sections), [_row(section) for section in sections])
        await tell_articles(self)


def _row(section: Section) -> dict[str, object]:
    names = ("article_id", "language", "place", "text", "folded", "vector", "encoder")
    return {"id": uuid4(), "part": section.part.value, **{name: getattr(section, name) for name in names}}


_EACH = articles.join(
    _newest, and_(_newest.c.article_id == articles.c.id, _newest.c.number == articles.c.latest)
).outerjoin(_told, and_(_told.c.article_id == articles.c.id, _told.c.number == articles.c.live))
"""Each article with its newest version, and with the one that is told."""


def _chosen(which: ArticleList, today: date) -> ColumnElement[bool]:
    about: Any = _told.c.content["about"]
    match which:
        case ArticleList.UNDER_WAY:
            return _newest.c.status.in_([VersionStatus.DRAFT, VersionStatus.REVIEWED])
        case ArticleList.DUE:
            due: ColumnElement[bool] = about["last_checked"].astext <= (today - REVIEW_AFTER).isoformat()
            return due
        case ArticleList.EXPIRING:
            soon: ColumnElement[bool] = about["valid_until"].astext <= (today + EXPIRES_SOON).isoformat()
            return soon
        case ArticleList.SILENT:
            return articles.c.live.is_(None)
        case ArticleList.ALL:
            return true()


_author, _reviewer = staff.alias("author"), staff.alias("reviewer")


def _names(versions: Any) -> list[Any]:
    return [
        versions,
        articles.c.live,
        _author.c.name.label("author_name"),
        _reviewer.c.name.label("reviewer_name"),
    ]


def _of_each() -> Select[Any]:
    return select(*_names(_newest)).select_from(
        _EACH.outerjoin(_author, _author.c.id == _newest.c.author_id).outerjoin(
            _reviewer, _reviewer.c.id == _newest.c.reviewer_id
        )
    )


def _with_names(versions: Any) -> Select[Any]:
    return select(*_names(versions)).select_from(
        versions.join(articles, articles.c.id == versions.c.article_id)
        .outerjoin(_author, _author.c.id == versions.c.author_id)
        .outerjoin(_reviewer, _reviewer.c.id == versions.c.reviewer_id)
    )


def _version(r: Row[Any]) -> ArticleVersion:
    return ArticleVersion(
        from_json(r.content),
        r.number,
        VersionStatus(r.status),
        r.created_at,
        r.author_id,
        r.author_name or "",
        r.reviewer_id,
        r.reviewer_name or "",
        r.published_at,
        r.note,
        r.live,
    )
