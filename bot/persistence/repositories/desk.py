"""What the desk reads of many conversations at once: a fixed number of queries, however many they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from bot.domain.conversation import Conversation, State
from bot.domain.crisis import Grade
from bot.domain.message import Author, Message
from bot.domain.request import Request, RequestStatus
from bot.domain.restriction import Exchange
from bot.persistence.repositories.base import Repository
from bot.persistence.repositories.conversations import as_conversation, select_conversations
from bot.persistence.repositories.messages import as_message
from bot.persistence.repositories.requests import as_request
from bot.persistence.tables import contact_points, conversations, messages, requests

_WROTE_LAST = func.coalesce(conversations.c.last_inbound_at, conversations.c.created_at)
_DONE = (RequestStatus.CLOSED, RequestStatus.WITHDRAWN)


class SqlDeskViews(Repository):
    async def waiting(self, limit: int = 500) -> list[Conversation]:
        query = select_conversations().where(conversations.c.state == State.QUEUED)
        order = (conversations.c.crisis_at.is_(None), conversations.c.queued_at)
        return await self._conversations(query.order_by(*order).limit(limit))

    async def held(self, *, by: UUID | None = None, limit: int = 200) -> list[Conversation]:
        query = select_conversations().where(conversations.c.state == State.CLAIMED)
        if by is not None:
            query = query.where(conversations.c.holder_id == by)
        return await self._conversations(query.order_by(_WROTE_LAST.desc()).limit(limit))

    async def recent(self, *, before: datetime | None = None, limit: int = 100) -> list[Conversation]:
        query = select_conversations().order_by(_WROTE_LAST.desc()).limit(limit)
        if before is not None:
            query = query.where(before > _WROTE_LAST)
        return await self._conversations(query)

    async def of_contact_point(self, contact_point_id: UUID) -> Conversation | None:
        query = select_conversations().where(conversations.c.contact_point_id == contact_point_id)
        return next(iter(await self._conversations(query)), None)

    async def some(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Conversation]:
        query = select_conversations().where(conversations.c.id.in_(conversation_ids))
        return {found.id: found for found in await self._conversations(query)}

    async def names(self, conversation_ids: Sequence[UUID]) -> dict[UUID, str]:
        rows = await self._connection.execute(
            select(
                conversations.c.id.label("conversation"), contact_points.c.id, contact_points.c.profile_name
            )
            .join(contact_points, contact_points.c.id == conversations.c.contact_point_id)
            .where(conversations.c.id.in_(conversation_ids), contact_points.c.profile_name.is_not(None))
        )
        place = "contact_points.profile_name"
        return {row.conversation: self._cipher.open_text(place, row.id, row.profile_name) for row in rows}

    async def latest_inbound(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Message]:
        return await self._latest(conversation_ids, messages.c.author == Author.PERSON)

    async def latest_alarms(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Message]:
        return await self._latest(
            conversation_ids, or_(*(messages.c.crisis.startswith(f"{grade}:") for grade in Grade))
        )

    async def exchanges(self, conversation_ids: Sequence[UUID]) -> dict[UUID, list[Exchange]]:
        later = messages.alias()
        until = (
            select(func.min(later.c.at))
            .where(
                later.c.conversation_id == messages.c.conversation_id, later.c.stretch > messages.c.stretch
            )
            .correlate(messages)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            select(
                messages.c.conversation_id,
                messages.c.stretch,
                func.min(messages.c.position).label("first"),
                func.min(messages.c.at).label("since"),
                until.label("until"),
            )
            .where(messages.c.conversation_id.in_(conversation_ids), messages.c.restricted)
            .group_by(messages.c.conversation_id, messages.c.stretch)
        )
        found: dict[UUID, list[Exchange]] = {}
        for row in rows:
            exchange = Exchange(row.stretch, row.first, row.since, row.until)
            found.setdefault(row.conversation_id, []).append(exchange)
        return found

    async def requests(
        self, *, open_only: bool, restricted: bool, before: datetime | None = None, limit: int = 50
    ) -> list[Request]:
        query = select(requests).order_by(requests.c.created_at.desc()).limit(limit)
        if open_only:
            query = query.where(requests.c.status.not_in(_DONE))
        if not restricted:
            query = query.where(requests.c.restricted.is_(False))
        if before is not None:
            query = query.where(requests.c.created_at < before)
        return [as_request(self._cipher, row) for row in await self._connection.execute(query)]

    async def _latest(
        self, conversation_ids: Sequence[UUID], which: ColumnElement[bool]
    ) -> dict[UUID, Message]:
        """One look from the newest backwards for each, not a sort of everything they wrote."""
        newest = (
            select(messages)
            .where(messages.c.conversation_id == conversations.c.id, which)
            .order_by(messages.c.position.desc())
            .limit(1)
            .lateral()
        )
        rows = await self._connection.execute(
            select(newest).select_from(conversations).where(conversations.c.id.in_(conversation_ids))
        )
        return {row.conversation_id: as_message(self._cipher, row) for row in rows}

    async def _conversations(self, query: Select[Any]) -> list[Conversation]:
        return [as_conversation(row) for row in await self._connection.execute(query)]
