"""Lets a conversation go when the time to undo it is over: back to the assistant, in a new stretch."""

from datetime import datetime
from uuid import UUID

from bot.domain.conversation import UNDO_SECONDS, Conversation, Priority, Release, State
from bot.domain.message import Handling
from bot.services import outbox
from bot.services.ports import UnitOfWork

_WORDS = {Release.RETURN: "handover.returned", Release.RESOLVE: "handover.resolved"}


async def release_conversation(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> bool:
    """False when it was undone or claimed anew meanwhile."""
    conversation = await tx.conversations.lock(conversation_id)
    release = conversation.release
    if release is None or conversation.release_at is None or conversation.release_at > now:
        return False
    asked_at = conversation.release_at.timestamp() - UNDO_SECONDS
    _let_go(conversation, release)
    await tx.conversations.save(conversation)
    await tx.conversations.save_dialogue(conversation.id, None)
    if conversation.window_open(now):
        await outbox.notify(tx, conversation, _WORDS[release])
    await _take_up(tx, conversation, datetime.fromtimestamp(asked_at, now.tzinfo))
    await tx.events.conversation_changed(conversation.id)
    await tx.events.queue_changed()
    return True


def _let_go(conversation: Conversation, release: Release) -> None:
    conversation.state = State.ASSISTANT if release is Release.RETURN else State.RESOLVED
    conversation.epoch += 1
    conversation.stretch += 1
    conversation.holder_id = None
    conversation.claimed_at = None
    conversation.queued_at = None
    conversation.queue_reason = ""
    conversation.priority = Priority.NORMAL
    conversation.crisis_at = None
    conversation.worried_at = None
    conversation.holding_line_at = None
    conversation.told_waiting = False
    conversation.not_understood = 0
    conversation.release = None
    conversation.release_at = None


async def _take_up(tx: UnitOfWork, conversation: Conversation, since: datetime) -> None:
    """What the person wrote while the caseworker could still undo is for the assistant now."""
    for message in await tx.messages.held_since(conversation.id, since):
        message.handling = Handling.RECEIVED
        await tx.messages.save(message)
        await tx.jobs.handle_message(conversation.id, message.id)
