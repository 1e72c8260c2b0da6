"""A caseworker lets a conversation go: after ten seconds, so that it can be undone."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.conversation import UNDO_SECONDS, Conversation, Release, State
from bot.domain.errors import WrongStateError
from bot.domain.staff import Staff
from bot.services.open_conversation import KIND, locked_by_holder
from bot.services.ports import UnitOfWork

_VERBS = {Release.RETURN: "returned", Release.RESOLVE: "resolved"}


async def let_go(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, how: Release, now: datetime
) -> Conversation:
    """Return: the assistant has it next. Resolve: the person's next message goes to the assistant."""
    conversation = await _claimed(tx, actor, conversation_id)
    conversation.release = how
    conversation.release_at = now + timedelta(seconds=UNDO_SECONDS)
    await tx.conversations.save(conversation)
    await tx.jobs.release(conversation_id, conversation.release_at)
    await tx.audit.record(actor.id, _VERBS[how], KIND, conversation_id)
    await tx.events.conversation_changed(conversation_id)
    return conversation


async def undo(tx: UnitOfWork, actor: Staff, conversation_id: UUID, now: datetime) -> Conversation:
    """Raises WrongStateError when the time is over: it has gone, and can be claimed anew."""
    conversation = await _claimed(tx, actor, conversation_id)
    if conversation.release_at is None or conversation.release_at <= now:
        raise WrongStateError("too_late")
    conversation.release = conversation.release_at = None
    await tx.conversations.save(conversation)
    await tx.audit.record(actor.id, "undone", KIND, conversation_id)
    await tx.events.conversation_changed(conversation_id)
    return conversation


async def put_back(tx: UnitOfWork, actor: Staff, conversation_id: UUID, now: datetime) -> Conversation:
    """Back into the queue, for a colleague: the matter goes on, in the same stretch."""
    conversation = await _claimed(tx, actor, conversation_id)
    await _queue_again(tx, conversation, now)
    await tx.audit.record(actor.id, "put_back", KIND, conversation_id)
    return conversation


async def put_back_all(tx: UnitOfWork, actor: Staff, holder_id: UUID, now: datetime) -> None:
    """Everything that somebody holds who may not go on with it. What they let go already goes its way."""
    for held in await tx.desk.held(by=holder_id):
        conversation = await tx.conversations.lock(held.id)
        if conversation.holder_id != holder_id or conversation.release_at is not None:
            continue
        await _queue_again(tx, conversation, now)
        await tx.audit.record(actor.id, "put_back", KIND, conversation.id)


async def _queue_again(tx: UnitOfWork, conversation: Conversation, now: datetime) -> None:
    conversation.state = State.QUEUED
    conversation.epoch += 1
    conversation.holder_id = conversation.claimed_at = None
    conversation.release = conversation.release_at = None
    conversation.queued_at = now
    conversation.queue_reason = conversation.queue_reason or "passed_on"
    conversation.told_waiting = True
    await tx.conversations.save(conversation)
    if conversation.crisis_at is not None:
        await _raise_alarm_again(tx, conversation.id, now)
    await tx.events.conversation_changed(conversation.id)
    await tx.events.queue_changed()


async def _raise_alarm_again(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> None:
    """Whoever acknowledged it has it no more."""
    alert_id = await tx.alerts.raise_alert(conversation_id, None, now)
    if alert_id is not None:
        await tx.jobs.watch_crisis(alert_id)


async def _claimed(tx: UnitOfWork, actor: Staff, conversation_id: UUID) -> Conversation:
    conversation = await locked_by_holder(tx, actor, conversation_id)
    if conversation.state is not State.CLAIMED:
        raise WrongStateError("not_claimed")
    return conversation
