"""Conversations: one a contact point."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, func, insert, select, update

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, Priority, Release, State
from bot.domain.errors import NotFoundError
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import contact_points, conversations

_SAVED = (
    "state",
    "epoch",
    "stretch",
    "holder_id",
    "claimed_at",
    "queued_at",
    "queue_reason",
    "priority",
    "crisis_at",
    "worried_at",
    "release",
    "release_at",
    "last_inbound_at",
    "not_understood",
    "told_waiting",
    "holding_line_at",
)


class SqlConversations(Repository):
    async def of_contact_point(self, contact_point_id: UUID, channel: Channel) -> Conversation:
        known = await self._lock_of(contact_point_id)
        if known is not None:
            return known
        await self._store.order_lock(f"conversation of {contact_point_id}")
        made_meanwhile = await self._lock_of(contact_point_id)
        if made_meanwhile is not None:
            return made_meanwhile
        new = uuid4()
        await self._connection.execute(
            insert(conversations).values(id=new, contact_point_id=contact_point_id, channel=channel)
        )
        return await self.lock(new)

    async def get(self, conversation_id: UUID) -> Conversation:
        return await self._one(select_conversations().where(conversations.c.id == conversation_id))

    async def lock(self, conversation_id: UUID) -> Conversation:
        query = select_conversations().where(conversations.c.id == conversation_id)
        return await self._one(query.with_for_update(of=conversations))

    async def save(self, conversation: Conversation) -> None:
        values = {name: getattr(conversation, name) for name in _SAVED}
        await self._connection.execute(
            update(conversations).where(conversations.c.id == conversation.id).values(**values)
        )

    async def claim(self, conversation_id: UUID, staff_id: UUID, now: datetime) -> bool:
        """A release still to be undone leaves the conversation with its holder: only they take it back."""
        claimed = await self._connection.scalar(
            update(conversations)
            .where(
                conversations.c.id == conversation_id,
                conversations.c.holder_id.is_(None),
            )
            .values(
                state=State.CLAIMED,
                holder_id=staff_id,
                claimed_at=now,
                epoch=conversations.c.epoch + 1,
                release=None,
                release_at=None,
            )
            .returning(conversations.c.id)
        )
        return claimed is not None

    async def dialogue(self, conversation_id: UUID) -> Any:
        sealed = await self._connection.scalar(
            select(conversations.c.dialogue).where(conversations.c.id == conversation_id)
        )
        return self._cipher.open_json("conversations.dialogue", conversation_id, sealed)

    async def save_dialogue(self, conversation_id: UUID, state: Any) -> None:
        sealed = None
        if state is not None:
            sealed = self._cipher.seal_json("conversations.dialogue", conversation_id, state)
        await self._connection.execute(
            update(conversations).where(conversations.c.id == conversation_id).values(dialogue=sealed)
        )

    async def due_releases(self, now: datetime) -> list[UUID]:
        return list(
            await self._connection.scalars(
                select(conversations.c.id).where(conversations.c.release_at <= now)
            )
        )

    async def _lock_of(self, contact_point_id: UUID) -> Conversation | None:
        query = select_conversations().where(conversations.c.contact_point_id == contact_point_id)
        row = (await self._connection.execute(query.with_for_update(of=conversations))).one_or_none()
        return None if row is None else as_conversation(row)

    async def silent(self, before: datetime) -> list[UUID]:
        last = func.greatest(conversations.c.worried_at, conversations.c.last_inbound_at)
        return list(
            await self._connection.scalars(
                select(conversations.c.id).where(
                    conversations.c.worried_at.is_not(None),
                    conversations.c.priority == Priority.NORMAL,
                    conversations.c.holder_id.is_(None),
                    last < before,
                )
            )
        )

    async def _one(self, query: Select[Any]) -> Conversation:
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise NotFoundError
        return as_conversation(row)


def select_conversations() -> Select[Any]:
    return select(
        conversations,
        contact_points.c.language,
        contact_points.c.discreet,
        contact_points.c.notice_given,
        contact_points.c.unreachable_at,
    ).join(contact_points, contact_points.c.id == conversations.c.contact_point_id)


def as_conversation(row: Row[Any]) -> Conversation:
    saved = {name: getattr(row, name) for name in _SAVED}
    saved["state"] = State(row.state)
    saved["priority"] = Priority(row.priority)
    saved["release"] = Release(row.release) if row.release else None
    return Conversation(
        id=row.id,
        contact_point_id=row.contact_point_id,
        channel=Channel(row.channel),
        language=row.language,
        discreet=row.discreet,
        notice_given=row.notice_given,
        reachable=row.unreachable_at is None,
        created_at=row.created_at,
        **saved,
    )
