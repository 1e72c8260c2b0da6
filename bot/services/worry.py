"""A worrying sign that nothing has settled yet: how it begins and ends, and what silence after it means."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.conversation import Conversation, Priority, State
from bot.domain.crisis import SECOND_SIGN_WITHIN, SILENCE
from bot.services.ports import UnitOfWork

REASON = "worrying"
"""Why a conversation waits that only a worry brought before people."""
_SLACK = timedelta(seconds=2)


def is_open(conversation: Conversation, now: datetime) -> bool:
    at = conversation.worried_at
    return at is not None and (conversation.priority is Priority.LOOK or now - at < SECOND_SIGN_WITHIN)


async def begin_worry(tx: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    conversation.worried_at = now
    await tx.conversations.save(conversation)
    await tx.jobs.watch_worry(conversation.id, now + SILENCE)


async def settle_worry(tx: UnitOfWork, conversation: Conversation) -> None:
    """The person says that all is well, or goes on with ordinary business."""
    if conversation.worried_at is None:
        return
    conversation.worried_at = None
    if conversation.priority is Priority.LOOK:
        conversation.priority = Priority.NORMAL
    if only_looked_for(conversation):
        conversation.state = State.ASSISTANT
        conversation.queued_at = None
        conversation.queue_reason = ""
    await tx.conversations.save(conversation)
    await tx.events.queue_changed()
    await tx.events.conversation_changed(conversation.id)


def only_looked_for(conversation: Conversation) -> bool:
    """It waits for somebody to look, and the person was not told so: the assistant goes on as ever."""
    return conversation.state is State.QUEUED and conversation.queue_reason == REASON


async def watch_worry(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> None:
    """After ten minutes without any message somebody is asked to look, before ordinary waiting."""
    conversation = await tx.conversations.lock(conversation_id)
    worried, wrote = conversation.worried_at, conversation.last_inbound_at
    if worried is None or conversation.priority is not Priority.NORMAL or conversation.holder_id is not None:
        return
    due = max(worried, wrote or worried) + SILENCE
    if due - _SLACK > now:
        await tx.jobs.watch_worry(conversation.id, due)
        return
    conversation.priority = Priority.LOOK
    if not conversation.waits_for_person:
        conversation.state = State.QUEUED
        conversation.queued_at = now
        conversation.queue_reason = REASON
    await tx.conversations.save(conversation)
    await tx.events.queue_changed()
    await tx.events.conversation_changed(conversation.id)
