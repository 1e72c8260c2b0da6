"""Puts what is to be said into the outbox, inside the caller's transaction."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from bot.domain.conversation import Conversation
from bot.domain.message import Author, Delivery, Kind, ReplyKind
from bot.services.dialogue import Choice, ChoiceScope, Reply
from bot.services.ports import NewMessage, StoredChoice, UnitOfWork


async def say(
    tx: UnitOfWork,
    conversation: Conversation,
    reply: Reply,
    *,
    draft_id: UUID | None = None,
    bound: bool = True,
    about: Mapping[str, Any] | None = None,
) -> UUID:
    """A reply of the assistant, bound to the conversation's present epoch.

    `about`: more of the body, such as the appointment that it must still be true of when it leaves.
    """
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
        **(about or {}),
    }
    await _put(tx, conversation, message_id, Author.ASSISTANT, body, kind=reply.kind, bound=bound)
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


async def send_file(tx: UnitOfWork, conversation: Conversation, message: str, media_id: UUID) -> UUID:
    """A file of the assistant, with words beside it."""
    message_id = uuid4()
    body = {"message": message, "values": {}, "choices": []}
    await _put(tx, conversation, message_id, Author.ASSISTANT, body, kind=ReplyKind.NOTICE, media_id=media_id)
    return message_id


async def send_template(
    tx: UnitOfWork, conversation: Conversation, body: Mapping[str, Any], choices: Sequence[Choice]
) -> UUID:
    """An approved template, by the assistant. Its choices can be answered in words."""
    message_id = uuid4()
    await _put(
        tx,
        conversation,
        message_id,
        Author.ASSISTANT,
        dict(body),
        kind=ReplyKind.NOTICE,
        bound=False,
        what=Kind.TEMPLATE,
    )
    stored = [_stored(conversation, message_id, n, c, None) for n, c in enumerate(choices, start=1)]
    await tx.choices.add(stored)
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
    media_id: UUID | None = None,
    what: Kind = Kind.TEXT,
) -> None:
    await tx.messages.add(
        NewMessage(
            id=message_id,
            conversation_id=conversation.id,
            channel=conversation.channel,
            author=author,
            kind=Kind.MEDIA if media_id else what,
            body=body,
            media_id=media_id,
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
