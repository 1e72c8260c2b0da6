"""Puts what is to be said into the outbox, inside the caller's transaction."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from bot.domain.conversation import Conversation
from bot.domain.message import Author, Delivery, Kind, ReplyKind
from bot.services.dialogue import Choice, ChoiceScope, Reply
from bot.services.ports import NewMessage, StoredChoice, UnitOfWork


async def say(
    tx: UnitOfWork, conversation: Conversation, reply: Reply, *, draft_id: UUID | None = None
) -> UUID:
    """A reply of the assistant, bound to the conversation's present epoch."""
    message_id = uuid4()
    choices = [
        _stored(conversation, message_id, n, c, draft_id) for n, c in enumerate(reply.choices, start=1)
    ]
    body = {
        "message": reply.message,
        "values": dict(reply.values),
        "choices": [
            {"id": stored.id, "label": choice.label, "values": dict(choice.values)}
            for stored, choice in zip(choices, reply.choices, strict=True)
        ],
    }
    await _put(tx, conversation, message_id, Author.ASSISTANT, body, kind=reply.kind)
    await tx.choices.add(choices)
    return message_id


async def notify(
    tx: UnitOfWork,
    conversation: Conversation,
    message: str,
    values: dict[str, Any] | None = None,
    *,
    choices: Sequence[Choice] = (),
    bound: bool = True,
) -> UUID:
    """Words of the system itself. `bound` False: it is sent even when a person has taken over since."""
    if choices:
        return await say(tx, conversation, Reply(message, ReplyKind.NOTICE, values or {}, choices))
    message_id = uuid4()
    body = {"message": message, "values": values or {}, "choices": []}
    await _put(tx, conversation, message_id, Author.SYSTEM, body, kind=ReplyKind.NOTICE, bound=bound)
    return message_id


async def _put(
    tx: UnitOfWork,
    conversation: Conversation,
    message_id: UUID,
    author: Author,
    body: dict[str, Any],
    *,
    kind: ReplyKind,
    bound: bool = True,
) -> None:
    await tx.messages.add(
        NewMessage(
            id=message_id,
            conversation_id=conversation.id,
            channel=conversation.channel,
            author=author,
            kind=Kind.TEXT,
            body=body,
            delivery=Delivery.QUEUED,
            epoch=conversation.epoch if bound else None,
            stretch=conversation.stretch,
            reply_kind=kind,
        )
    )
    await tx.jobs.deliver(conversation.id, message_id)


def _stored(
    conversation: Conversation, message_id: UUID, number: int, choice: Choice, draft_id: UUID | None
) -> StoredChoice:
    return StoredChoice(
        id=secrets.token_urlsafe(12),
        conversation_id=conversation.id,
        message_id=message_id,
        number=number,
        stretch=conversation.stretch,
        scope=choice.scope,
        draft_id=draft_id if choice.scope is ChoiceScope.DRAFT else None,
        intent=choice.payload.intent,
        entities=dict(choice.payload.entities),
        label=choice.label,
    )
