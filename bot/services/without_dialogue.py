"""Messages that are answered without the dialogue engine: in a crisis, attachments, what cannot be read."""

from datetime import datetime

from bot.domain.conversation import Conversation, State
from bot.domain.message import Handling, Kind, MediaKind, Message
from bot.services import hand_over, outbox
from bot.services.first_contact import give_notice
from bot.services.hold_in_crisis import hold
from bot.services.ports import UnitOfWork

ALBUM_LIMIT = 20
"""Telegram's albums hold ten; our own lines can stand in between."""


async def answer_alone(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> bool:
    """True when the message is done with."""
    if conversation.crisis_at is not None and conversation.state is State.QUEUED:
        await hold(tx, conversation, message, now)
    elif message.kind is Kind.UNSUPPORTED:
        await give_notice(tx, conversation)
        await outbox.notify(tx, conversation, "unsupported.ask_text")
    elif message.kind is Kind.LOCATION or (message.kind is Kind.MEDIA and not message.text.strip()):
        if await _take_attachment(tx, conversation, message, now):
            await tx.conversations.save(conversation)
            return False
    else:
        return False
    message.handling = Handling.HANDLED
    await tx.messages.save(message)
    await tx.conversations.save(conversation)
    await tx.events.conversation_changed(conversation.id)
    return True


async def _take_attachment(
    tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime
) -> bool:
    """True when it went to an open draft: the engine says so, and asks again what the form has asked."""
    await give_notice(tx, conversation)
    media = await tx.media.get(message.media_id) if message.media_id else None
    if media is not None and media.kind is MediaKind.STICKER:
        await outbox.notify(tx, conversation, "unsupported.ask_text")
        return False
    known = await _follows_in_album(tx, message)
    added = await _add_to_draft(tx, conversation, message, now)
    if not added and not known:
        await outbox.notify(tx, conversation, "attachment.received")
    await hand_over.queue(tx, conversation, "attachment", now)
    conversation.told_waiting = True
    return added and not known


async def _add_to_draft(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> bool:
    draft = await tx.drafts.of_conversation(conversation.id)
    if draft is None or draft.expired(now):
        return False
    others = [each for each in draft.fields.get("attachments", []) if each != str(message.id)]
    draft.fields["attachments"] = [*others, str(message.id)]
    draft.updated_at = now
    await tx.drafts.save(draft)
    return True


async def _follows_in_album(tx: UnitOfWork, message: Message) -> bool:
    """Several pictures sent at once come as several messages: the first is acknowledged for all."""
    album = message.body.get("data", {}).get("album")
    if not album:
        return False
    before = await tx.messages.thread(message.conversation_id, before=message.position, limit=ALBUM_LIMIT)
    return any(each.body.get("data", {}).get("album") == album for each in before)
