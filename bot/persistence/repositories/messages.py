"""Messages of a conversation, in order of their position."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, and_, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert

from bot.domain.channel import Channel
from bot.domain.errors import NotFoundError
from bot.domain.message import (
    DELIVERY_RANK,
    Author,
    Delivery,
    Handling,
    Kind,
    Message,
    ReplyKind,
    Status,
)
from bot.persistence.encryption import Cipher
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import conversations, early_statuses, messages
from bot.services.ports import NewMessage

_CHANGES = (
    "handling",
    "attempts",
    "crisis",
    "restricted",
    "delivery",
    "perhaps_twice",
    "error_code",
    "sending_at",
    "sent_at",
)


class SqlMessages(Repository):
    async def add(self, message: NewMessage) -> Message | None:
        values: dict[str, Any] = {
            "id": message.id,
            "conversation_id": message.conversation_id,
            "channel": message.channel,
            "author": message.author,
            "kind": message.kind,
            "body": self._cipher.seal_json("messages.body", message.id, message.body),
            "about_id": message.about_id,
            "media_id": message.media_id,
            "handling": message.handling,
            "crisis": message.crisis,
            "restricted": message.restricted,
            "delivery": message.delivery,
            "epoch": message.epoch,
            "stretch": message.stretch,
            "reply_kind": message.reply_kind,
            "staff_id": message.staff_id,
            **self._external(message.id, message.channel, message.external_id),
        }
        if message.at is not None:
            values["at"] = message.at
        added = await self._connection.execute(
            pg_insert(messages).values(**values).on_conflict_do_nothing().returning(messages)
        )
        row = added.one_or_none()
        return None if row is None else as_message(self._cipher, row)

    async def get(self, message_id: UUID) -> Message:
        return await self._one(select(messages).where(messages.c.id == message_id))

    async def lock(self, message_id: UUID) -> Message:
        return await self._one(select(messages).where(messages.c.id == message_id).with_for_update())

    async def by_external_id(self, channel: Channel, external_id: str) -> Message | None:
        row = (
            await self._connection.execute(
                select(messages).where(
                    messages.c.channel == channel,
                    messages.c.external_hash == self._hash(channel, external_id),
                )
            )
        ).one_or_none()
        return None if row is None else as_message(self._cipher, row)

    async def save(self, message: Message) -> None:
        values: dict[str, Any] = {name: getattr(message, name) for name in _CHANGES}
        values |= self._external(message.id, message.channel, message.external_id)
        await self._connection.execute(update(messages).where(messages.c.id == message.id).values(**values))
        told_of = message.external_id and message.author is not Author.PERSON
        if told_of and message.channel is Channel.WHATSAPP:
            await self._take_early_statuses(message)

    async def thread(
        self,
        conversation_id: UUID,
        *,
        after: int = 0,
        before: int | None = None,
        limit: int = 200,
    ) -> list[Message]:
        query = select(messages).where(
            messages.c.conversation_id == conversation_id, messages.c.position > after
        )
        if before is None:
            rows = list(await self._connection.execute(query.order_by(messages.c.position).limit(limit)))
        else:
            query = (
                query.where(messages.c.position < before).order_by(messages.c.position.desc()).limit(limit)
            )
            rows = list(await self._connection.execute(query))[::-1]
        return [as_message(self._cipher, row) for row in rows]

    async def newer_waiting(self, message: Message) -> bool:
        found = await self._connection.scalar(
            select(
                exists().where(
                    messages.c.conversation_id == message.conversation_id,
                    messages.c.position > message.position,
                    messages.c.handling == Handling.RECEIVED,
                )
            )
        )
        return bool(found)

    async def held_since(self, conversation_id: UUID, since: datetime) -> list[Message]:
        rows = await self._connection.execute(
            select(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.handling == Handling.HELD,
                messages.c.at >= since,
            )
            .order_by(messages.c.position)
        )
        return [as_message(self._cipher, row) for row in rows]

    async def recent_inbound(self, conversation_id: UUID, before: int, limit: int) -> list[Message]:
        rows = await self._connection.execute(
            select(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.author == Author.PERSON,
                messages.c.position < before,
            )
            .order_by(messages.c.position.desc())
            .limit(limit)
        )
        return [as_message(self._cipher, row) for row in rows][::-1]

    async def record_status(self, status: Status) -> Message | None:
        found = await self._of_status(status)
        if found is None:
            await self._keep_early(status)
            return None
        if status.external_id and not found.external_id:
            found.external_id = status.external_id
        current = found.delivery or Delivery.QUEUED
        if DELIVERY_RANK[status.delivery] > DELIVERY_RANK[current]:
            found.delivery = status.delivery
            found.error_code = status.error_code
        await self.save(found)
        return found

    async def leaving(self, conversation_id: UUID) -> list[Message]:
        rows = await self._connection.execute(
            select(messages)
            .where(
                messages.c.conversation_id == conversation_id,
                messages.c.delivery.in_([Delivery.QUEUED, Delivery.SENDING]),
            )
            .order_by(messages.c.position)
        )
        return [as_message(self._cipher, row) for row in rows]

    async def undelivered(self, *, before: int | None = None, limit: int = 100) -> list[Message]:
        query = select(messages).where(messages.c.delivery == Delivery.FAILED)
        if before is not None:
            query = query.where(messages.c.position < before)
        rows = await self._connection.execute(query.order_by(messages.c.position.desc()).limit(limit))
        return [as_message(self._cipher, row) for row in rows]

    async def count_undelivered(self) -> int:
        query = select(func.count()).select_from(messages).where(messages.c.delivery == Delivery.FAILED)
        return int(await self._connection.scalar(query) or 0)

    async def _of_status(self, status: Status) -> Message | None:
        """By our own id first, which arrives even when the answer to the sending call was lost.

        The conversation is locked before its message, as everybody else does.
        """
        condition = messages.c.external_hash == self._hash(status.channel, status.external_id)
        if status.callback:
            condition = messages.c.id == UUID(status.callback)
        ours = and_(messages.c.channel == status.channel, messages.c.author != Author.PERSON, condition)
        found = await self._connection.scalar(select(messages.c.conversation_id).where(ours))
        if found is None:
            return None
        await self._connection.execute(
            select(conversations.c.id).where(conversations.c.id == found).with_for_update()
        )
        return await self._one(select(messages).where(ours).with_for_update())

    async def _keep_early(self, status: Status) -> None:
        """A status can overtake the answer to the sending call that tells us the external id."""
        await self._connection.execute(
            pg_insert(early_statuses)
            .values(
                id=uuid4(),
                channel=status.channel,
                external_hash=self._hash(status.channel, status.external_id),
                delivery=status.delivery,
                error_code=status.error_code,
            )
            .on_conflict_do_nothing()
        )

    async def _take_early_statuses(self, message: Message) -> None:
        fits = and_(
            early_statuses.c.channel == message.channel,
            early_statuses.c.external_hash == self._hash(message.channel, message.external_id),
        )
        rows = list(
            await self._connection.execute(early_statuses.delete().where(fits).returning(early_statuses))
        )
        for row in rows:
            await self.record_status(
                Status(
                    message.channel,
                    message.external_id,
                    Delivery(row.delivery),
                    str(message.id),
                    None,
                    row.error_code,
                )
            )

    def _external(self, row: UUID, channel: Channel, external_id: str) -> dict[str, bytes | None]:
        if not external_id:
            return {"external_hash": None, "external_id": None}
        return {
            "external_hash": self._hash(channel, external_id),
            "external_id": self._cipher.seal_text("messages.external_id", row, external_id),
        }

    def _hash(self, channel: Channel, external_id: str) -> bytes:
        return self._cipher.digest(f"message {channel}", external_id)

    async def _one(self, query: Select[Any]) -> Message:
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise NotFoundError
        return as_message(self._cipher, row)


def as_message(cipher: Cipher, row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        position=row.position,
        conversation_id=row.conversation_id,
        channel=Channel(row.channel),
        author=Author(row.author),
        kind=Kind(row.kind),
        body=cipher.open_json("messages.body", row.id, row.body),
        at=row.at,
        staff_id=row.staff_id,
        external_id=cipher.open_text("messages.external_id", row.id, row.external_id),
        about_id=row.about_id,
        handling=Handling(row.handling) if row.handling else None,
        attempts=row.attempts,
        crisis=row.crisis,
        restricted=row.restricted,
        delivery=Delivery(row.delivery) if row.delivery else None,
        epoch=row.epoch,
        stretch=row.stretch,
        reply_kind=ReplyKind(row.reply_kind) if row.reply_kind else None,
        perhaps_twice=row.perhaps_twice,
        error_code=row.error_code,
        sending_at=row.sending_at,
        sent_at=row.sent_at,
        media_id=row.media_id,
    )
