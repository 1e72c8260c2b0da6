"""A caseworker's reply. It claims the conversation, and is never dropped."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.errors import NotFoundError, WindowClosedError
from bot.domain.message import Author, Delivery, Kind, Message
from bot.domain.staff import Staff
from bot.domain.template import Template
from bot.services.access import Act, require
from bot.services.claim_conversation import claim
from bot.services.open_conversation import KIND, held_by_another
from bot.services.ports import NewMessage, UnitOfWork
from bot.services.staff_words import checked, own_id
from bot.services.templates import body_of


async def reply(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, text: str, now: datetime, *, client_id: str
) -> Message:
    """The same `client_id` again gives the same message. Raises AlreadyHeldError, WindowClosedError."""
    require(actor, Act.REPLY)
    message_id = own_id(conversation_id, actor.id, "reply", client_id)
    body = {"text": checked(text)}
    return await send(tx, actor, conversation_id, now, message_id=message_id, kind=Kind.TEXT, body=body)


async def reply_with_template(
    tx: UnitOfWork,
    actor: Staff,
    conversation_id: UUID,
    template: Template,
    now: datetime,
    *,
    values: Sequence[str],
    client_id: str,
) -> Message:
    """What may leave when WhatsApp's window is closed. It claims, and is sent once, as a reply does."""
    require(actor, Act.REPLY)
    message_id = own_id(conversation_id, actor.id, "template", client_id)
    body = await body_of(tx, template, [" ".join(value.split()) for value in values])
    return await send(tx, actor, conversation_id, now, message_id=message_id, kind=Kind.TEMPLATE, body=body)


async def send(
    tx: UnitOfWork,
    actor: Staff,
    conversation_id: UUID,
    now: datetime,
    *,
    message_id: UUID,
    kind: Kind,
    body: dict[str, Any],
) -> Message:
    """Under the conversation's lock, so that the same request twice at once is one message."""
    conversation = await tx.conversations.lock(conversation_id)
    known = await _known(tx, message_id)
    if known is not None:
        return known
    if kind is not Kind.TEMPLATE and not conversation.window_open(now):
        raise WindowClosedError("window_closed")
    conversation = await _held_by(tx, actor, conversation, now)
    added = await _put(tx, actor, conversation, message_id=message_id, kind=kind, body=body)
    await tx.audit.record(actor.id, "replied", KIND, conversation_id, message=str(message_id))
    await tx.events.conversation_changed(conversation_id)
    return added


async def _known(tx: UnitOfWork, message_id: UUID) -> Message | None:
    try:
        return await tx.messages.get(message_id)
    except NotFoundError:
        return None


async def _held_by(tx: UnitOfWork, actor: Staff, conversation: Conversation, now: datetime) -> Conversation:
    """Theirs already, or claimed by the reply. Who writes on has thought better of letting go."""
    if conversation.holder_id is None:
        return await claim(tx, actor, conversation.id, now)
    if conversation.holder_id != actor.id:
        raise await held_by_another(tx, conversation)
    if conversation.release is not None:
        conversation.release = conversation.release_at = None
        await tx.conversations.save(conversation)
    return conversation


async def _put(
    tx: UnitOfWork,
    actor: Staff,
    conversation: Conversation,
    *,
    message_id: UUID,
    kind: Kind,
    body: dict[str, Any],
) -> Message:
    added = await tx.messages.add(
        NewMessage(
            id=message_id,
            conversation_id=conversation.id,
            channel=conversation.channel,
            author=Author.CASEWORKER,
            kind=kind,
            body=body,
            delivery=Delivery.QUEUED,
            stretch=conversation.stretch,
            staff_id=actor.id,
        )
    )
    if added is None:
        raise NotFoundError
    await tx.jobs.deliver(conversation.id, message_id)
    return added
