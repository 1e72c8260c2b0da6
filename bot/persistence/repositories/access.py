"""How staff come in: one-time links, sessions of the console, tokens of programs; and what they did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, insert, or_, select, update

from bot.domain.staff import ApiToken, ConsoleSession, LinkPurpose, OneTimeLink, Staff
from bot.persistence.repositories.base import Repository
from bot.persistence.repositories.staff import as_staff
from bot.persistence.tables import api_tokens, audit, console_sessions, one_time_links, staff
from bot.services.ports import AuditEntry


class SqlLinks(Repository):
    async def add(self, link: OneTimeLink, token: str) -> None:
        await self._connection.execute(
            delete(one_time_links).where(
                one_time_links.c.purpose == link.purpose,
                one_time_links.c.staff_id.is_not_distinct_from(link.staff_id),
                one_time_links.c.used_at.is_(None),
            )
        )
        await self._connection.execute(
            insert(one_time_links).values(
                id=link.id,
                token_hash=self._hash(token),
                purpose=link.purpose,
                staff_id=link.staff_id,
                expires_at=link.expires_at,
            )
        )

    async def find(self, token: str, now: datetime) -> OneTimeLink | None:
        query = select(one_time_links).where(self._usable(token, now))
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _link(row)

    async def use(self, token: str, now: datetime) -> OneTimeLink | None:
        statement = (
            update(one_time_links)
            .where(self._usable(token, now))
            .values(used_at=now)
            .returning(*one_time_links.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else _link(row)

    async def open_of(self, staff_id: UUID, now: datetime) -> list[OneTimeLink]:
        rows = await self._connection.execute(
            select(one_time_links).where(one_time_links.c.staff_id == staff_id, _open(now))
        )
        return [_link(row) for row in rows]

    async def end(self, staff_id: UUID) -> None:
        await self._connection.execute(
            delete(one_time_links).where(
                one_time_links.c.staff_id == staff_id, one_time_links.c.used_at.is_(None)
            )
        )

    def _usable(self, token: str, now: datetime) -> ColumnElement[bool]:
        return and_(one_time_links.c.token_hash == self._hash(token), _open(now))

    def _hash(self, token: str) -> bytes:
        return self._cipher.digest("one-time link", token)


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(one_time_links.c.used_at.is_(None), one_time_links.c.expires_at > now)


def _link(row: Row[Any]) -> OneTimeLink:
    return OneTimeLink(row.id, LinkPurpose(row.purpose), row.staff_id, row.expires_at)


class SqlSessions(Repository):
    async def add(self, session: ConsoleSession, token: str) -> None:
        await self._connection.execute(
            insert(console_sessions).values(
                id=session.id,
                token_hash=self._hash(token),
                staff_id=session.staff_id,
                csrf=session.csrf,
                user_agent=session.user_agent,
                created_at=session.created_at,
                seen_at=session.seen_at,
            )
        )

    async def find(self, token: str) -> ConsoleSession | None:
        query = select(console_sessions).where(console_sessions.c.token_hash == self._hash(token))
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _session(row)

    async def seen(self, session_id: UUID, now: datetime) -> None:
        await self._connection.execute(
            update(console_sessions).where(console_sessions.c.id == session_id).values(seen_at=now)
        )

    async def of_staff(self, staff_id: UUID) -> list[ConsoleSession]:
        rows = await self._connection.execute(
            select(console_sessions)
            .where(console_sessions.c.staff_id == staff_id)
            .order_by(console_sessions.c.seen_at.desc())
        )
        return [_session(row) for row in rows]

    async def end(self, session_id: UUID, staff_id: UUID) -> None:
        await self._connection.execute(
            delete(console_sessions).where(
                console_sessions.c.id == session_id, console_sessions.c.staff_id == staff_id
            )
        )

    async def end_all(self, staff_id: UUID, *, but: UUID | None = None) -> None:
        statement = delete(console_sessions).where(console_sessions.c.staff_id == staff_id)
        if but is not None:
            statement = statement.where(console_sessions.c.id != but)
        await self._connection.execute(statement)

    async def end_before(self, created: datetime, seen: datetime) -> int:
        ended = await self._connection.scalars(
            delete(console_sessions)
            .where(or_(console_sessions.c.created_at < created, console_sessions.c.seen_at < seen))
            .returning(console_sessions.c.id)
        )
        return len(ended.all())

    def _hash(self, token: str) -> bytes:
        return self._cipher.digest("console session", token)


def _session(row: Row[Any]) -> ConsoleSession:
    return ConsoleSession(row.id, row.staff_id, row.csrf, row.created_at, row.seen_at, row.user_agent)


class SqlTokens(Repository):
    async def add(self, token: ApiToken, secret: str) -> None:
        await self._connection.execute(
            insert(api_tokens).values(
                id=token.id,
                token_hash=self._hash(secret),
                staff_id=token.staff_id,
                name=token.name,
                scope=token.scope,
                created_at=token.created_at,
                expires_at=token.expires_at,
            )
        )

    async def find(self, secret: str, now: datetime) -> tuple[ApiToken, Staff] | None:
        statement = (
            update(api_tokens)
            .where(
                api_tokens.c.token_hash == self._hash(secret),
                api_tokens.c.revoked_at.is_(None),
                api_tokens.c.expires_at > now,
            )
            .values(last_used_at=now)
            .returning(*api_tokens.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return None
        owner = (await self._connection.execute(select(staff).where(staff.c.id == row.staff_id))).one()
        return (_token(row), as_staff(owner)) if owner.active else None

    async def of_staff(self, staff_id: UUID) -> list[ApiToken]:
        return await self._many(select(api_tokens).where(api_tokens.c.staff_id == staff_id))

    async def listed(self) -> list[ApiToken]:
        return await self._many(select(api_tokens))

    async def revoke(self, token_id: UUID, now: datetime) -> None:
        await self._revoke(api_tokens.c.id == token_id, now)

    async def revoke_all(self, staff_id: UUID, now: datetime) -> None:
        await self._revoke(api_tokens.c.staff_id == staff_id, now)

    async def _revoke(self, condition: ColumnElement[bool], now: datetime) -> None:
        await self._connection.execute(
            update(api_tokens).where(condition, api_tokens.c.revoked_at.is_(None)).values(revoked_at=now)
        )

    async def _many(self, query: Select[Any]) -> list[ApiToken]:
        rows = await self._connection.execute(query.order_by(api_tokens.c.created_at.desc()))
        return [_token(row) for row in rows]

    def _hash(self, secret: str) -> bytes:
        return self._cipher.digest("api token", secret)


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        row.id,
        row.staff_id,
        row.name,
        row.scope,
        row.created_at,
        row.expires_at,
        row.last_used_at,
        row.revoked_at,
    )


class SqlAudit(Repository):
    async def record(
        self,
        actor: str | UUID,
        verb: str,
        object_kind: str = "",
        object_id: str | UUID = "",
        **detail: Any,
    ) -> None:
        await self._connection.execute(
            insert(audit).values(
                id=uuid4(),
                actor=str(actor),
                verb=verb,
                object_kind=object_kind,
                object_id=str(object_id),
                detail=detail,
            )
        )

    async def listed(
        self,
        *,
        kinds: Sequence[str] = (),
        verbs: Sequence[str] = (),
        actor: UUID | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[AuditEntry]:
        query = select(audit).order_by(audit.c.position.desc()).limit(limit)
        if kinds:
            query = query.where(audit.c.object_kind.in_(kinds))
        if verbs:
            query = query.where(audit.c.verb.in_(verbs))
        if actor is not None:
            query = query.where(audit.c.actor == str(actor))
        if before is not None:
            query = query.where(audit.c.position < before)
        return [_entry(row) for row in await self._connection.execute(query)]

    async def of(self, object_kind: str, object_id: str | UUID) -> list[AuditEntry]:
        query = (
            select(audit)
            .where(audit.c.object_kind == object_kind, audit.c.object_id == str(object_id))
            .order_by(audit.c.position.desc())
        )
        return [_entry(row) for row in await self._connection.execute(query)]

    async def last(self, actor: UUID, verb: str, object_kind: str, object_id: str | UUID) -> datetime | None:
        found: datetime | None = await self._connection.scalar(
            select(func.max(audit.c.at)).where(
                audit.c.object_kind == object_kind,
                audit.c.object_id == str(object_id),
                audit.c.actor == str(actor),
                audit.c.verb == verb,
            )
        )
        return found


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        row.position, row.at, row.actor, row.verb, row.object_kind, row.object_id, dict(row.detail)
    )
