"""Puts a matter under restriction, or takes that back."""

from uuid import UUID

from bot.domain.errors import NotAllowedError, NotFoundError
from bot.domain.staff import Staff
from bot.services.access import Act, require, sees_restricted
from bot.services.open_conversation import KIND
from bot.services.ports import UnitOfWork


async def mark_restricted(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, message_id: UUID, *, on: bool = True
) -> None:
    """From that message to the end of its exchange. Only those who may read it lift it again."""
    require(actor, Act.MARK_RESTRICTED)
    if not on and not sees_restricted(actor):
        raise NotAllowedError("restricted")
    message = await tx.messages.lock(message_id)
    if message.conversation_id != conversation_id:
        raise NotFoundError
    if message.restricted is on:
        return
    message.restricted = on
    await tx.messages.save(message)
    verb = "restricted" if on else "unrestricted"
    await tx.audit.record(actor.id, verb, KIND, conversation_id, message=str(message_id))
    await tx.events.conversation_changed(conversation_id)
    await tx.events.queue_changed()
