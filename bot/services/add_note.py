"""An internal note: read by staff, never sent."""

from datetime import datetime
from uuid import UUID

from bot.domain.staff import Staff
from bot.services.access import Act, allows, require
from bot.services.open_conversation import KIND, held_by_another
from bot.services.ports import UnitOfWork
from bot.services.ports.requests import Note
from bot.services.redaction import redaction_of
from bot.services.staff_words import checked, own_id


async def add_note(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, text: str, now: datetime, *, client_id: str
) -> Note:
    """The same `client_id` again is the same note. A note on a restricted matter is restricted."""
    require(actor, Act.NOTE)
    text = checked(text)
    conversation = await tx.conversations.get(conversation_id)
    if not allows(actor, Act.NOTE, holder=conversation.holder_id):
        raise await held_by_another(tx, conversation)
    redaction = await redaction_of(tx, actor, conversation_id)
    note = Note(
        id=own_id(conversation_id, actor.id, "note", client_id),
        conversation_id=conversation_id,
        staff_id=actor.id,
        text=text,
        at=now,
        restricted=redaction.restricted_now(conversation),
    )
    if await tx.notes.add(note):
        await tx.audit.record(actor.id, "noted", KIND, conversation_id, note=str(note.id))
        await tx.events.conversation_changed(conversation_id)
    return note
