"""Messages that did not reach the person: shown with the reason, sent again, or set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation
from bot.domain.errors import WindowClosedError, WrongStateError
from bot.domain.message import Delivery, Kind, Message
from bot.domain.staff import Staff
from bot.services.access import Act, allows, require
from bot.services.colleagues import staff_names
from bot.services.open_conversation import KIND, require_readable
from bot.services.ports import UnitOfWork, Words
from bot.services.redaction import redactions
from bot.services.thread_lines import Line, Reader, message_line


@dataclass(frozen=True, slots=True)
class Undelivered:
    conversation: Conversation
    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class UndeliveredList:
    lines: Sequence[Undelivered]
    next: int | None
    """Before which there may be more."""


async def read_undelivered(
    tx: UnitOfWork, actor: Staff, words: Words, *, before: int | None = None, limit: int = 50
) -> UndeliveredList:
    """Newest first; a colleague's are theirs to mend."""
    require(actor, Act.SEE_QUEUE)
    messages = await tx.messages.undelivered(before=before, limit=limit)
    ids = list({message.conversation_id for message in messages})
    conversations = await tx.desk.some(ids)
    names = await tx.desk.names(ids)
    hidden = await redactions(tx, actor, ids)
    name_of = await staff_names(tx)
    found = []
    for message in messages:
        conversation = conversations[message.conversation_id]
        if allows(actor, Act.READ_CONVERSATION, holder=conversation.holder_id):
            reader = Reader(tx, words, conversation, hidden[conversation.id], name_of)
            line = await message_line(reader, message)
            found.append(Undelivered(conversation, names.get(conversation.id, ""), line))
    return UndeliveredList(found, messages[-1].position if len(messages) == limit else None)


async def send_again(tx: UnitOfWork, actor: Staff, message_id: UUID, now: datetime) -> None:
    """Raises WindowClosedError, or WrongStateError when a person has taken over since.

    Where nobody knows whether the last call got through, the message says "perhaps twice" from now on.
    """
    message, conversation = await _failed(tx, actor, message_id, now)
    if message.kind is not Kind.TEMPLATE and not conversation.window_open(now):
        raise WindowClosedError("window_closed")
    if message.epoch not in (None, conversation.epoch):
        raise WrongStateError("outdated")
    message.perhaps_twice |= message.sending_at is not None and message.channel is not Channel.WEBCHAT
    message.delivery = Delivery.QUEUED
    message.error_code = ""
    message.attempts = 0
    await tx.messages.save(message)
    await tx.jobs.deliver(conversation.id, message.id)
    await tx.audit.record(actor.id, "sent_again", KIND, conversation.id, message=str(message_id))
    await tx.events.conversation_changed(conversation.id)


async def set_aside(tx: UnitOfWork, actor: Staff, message_id: UUID, now: datetime) -> None:
    """It leaves the list; the thread still says that it was not delivered, and why."""
    message, conversation = await _failed(tx, actor, message_id, now)
    message.delivery = Delivery.DROPPED
    await tx.messages.save(message)
    await tx.audit.record(actor.id, "set_aside", KIND, conversation.id, message=str(message_id))
    await tx.events.conversation_changed(conversation.id)


async def _failed(
    tx: UnitOfWork, actor: Staff, message_id: UUID, now: datetime
) -> tuple[Message, Conversation]:
    require(actor, Act.REPLY)
    conversation = await tx.conversations.lock((await tx.messages.get(message_id)).conversation_id)
    await require_readable(tx, actor, conversation, now)
    message = await tx.messages.lock(message_id)
    if message.delivery is not Delivery.FAILED:
        raise WrongStateError("not_failed")
    return message, conversation
