"""Brings a conversation before people: into the queue, or to its top when there is danger."""

from datetime import datetime
from uuid import UUID

from bot.domain.conversation import Conversation, Priority, State
from bot.services import outbox
from bot.services.ports import UnitOfWork
from bot.services.worry import only_looked_for


async def queue(tx: UnitOfWork, conversation: Conversation, reason: str, now: datetime) -> bool:
    """Queues it unless it is already before people; the assistant goes on meanwhile. False: it was there."""
    looked_for = only_looked_for(conversation)
    if conversation.waits_for_person and not looked_for:
        return False
    conversation.state = State.QUEUED
    conversation.queued_at = conversation.queued_at if looked_for else now
    conversation.queue_reason = reason
    conversation.told_waiting = False
    await tx.conversations.save(conversation)
    await tx.events.queue_changed()
    await tx.events.conversation_changed(conversation.id)
    return True


async def raise_crisis(
    tx: UnitOfWork, conversation: Conversation, message_id: UUID | None, now: datetime
) -> None:
    """Top of the queue, an alert to whoever is on call, and the emergency number, once a crisis.

    A caseworker who holds the conversation is alerted and not talked over.
    """
    alert_id = await tx.alerts.raise_alert(conversation.id, message_id, now)
    if alert_id is not None:
        await tx.jobs.watch_crisis(alert_id)
    first = conversation.crisis_at is None
    if first:
        conversation.crisis_at = now
        conversation.epoch += 1
    conversation.priority = Priority.CRISIS
    conversation.worried_at = None
    if not conversation.waits_for_person:
        conversation.state = State.QUEUED
        conversation.queued_at = now
    if conversation.state is State.QUEUED:
        conversation.queue_reason = "crisis"
    if first and conversation.state is State.QUEUED:
        conversation.holding_line_at = now
        conversation.told_waiting = True
        await outbox.notify(tx, conversation, "crisis.now")
    await tx.conversations.save(conversation)
    await tx.events.queue_changed()
    await tx.events.conversation_changed(conversation.id)
