"""Takes a conversation: of many who try at once, one gets it and the others are told who has it."""

from datetime import datetime
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.staff import Staff
from bot.services import outbox
from bot.services.access import Act, require
from bot.services.open_conversation import KIND, held_by_another
from bot.services.ports import UnitOfWork
from bot.services.redaction import require_sight


async def claim(tx: UnitOfWork, actor: Staff, conversation_id: UUID, now: datetime) -> Conversation:
    """Raises AlreadyHeldError with the holder's name. Claiming what one holds already changes nothing."""
    require(actor, Act.CLAIM)
    await require_sight(tx, actor, await tx.conversations.get(conversation_id))
    if not await tx.conversations.claim(conversation_id, actor.id, now):
        conversation = await tx.conversations.get(conversation_id)
        if conversation.holder_id != actor.id:
            raise await held_by_another(tx, conversation)
        return conversation
    conversation = await tx.conversations.lock(conversation_id)
    await _acknowledge_alarm(tx, conversation_id, actor, now)
    if conversation.window_open(now):
        await outbox.notify(tx, conversation, "handover.joined", {"name": actor.name})
    await tx.audit.record(actor.id, "claimed", KIND, conversation_id)
    await tx.events.conversation_changed(conversation_id)
    await tx.events.queue_changed()
    return conversation


async def _acknowledge_alarm(tx: UnitOfWork, conversation_id: UUID, actor: Staff, now: datetime) -> None:
    """Somebody has it: no further alert goes out."""
    alert = await tx.alerts.open_of(conversation_id)
    if alert is None:
        return
    alert = await tx.alerts.lock(alert.id)
    alert.acknowledged_at = alert.acknowledged_at or now
    alert.acknowledged_by = alert.acknowledged_by or actor.id
    await tx.alerts.save(alert)
