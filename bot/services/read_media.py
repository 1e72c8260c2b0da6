"""A file that a person sent, for whoever may read its message."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.errors import NotAllowedError, NotFoundError
from bot.domain.staff import Staff
from bot.services.open_conversation import readable
from bot.services.ports import StoredMedia, UnitOfWork
from bot.services.redaction import redaction_of


@dataclass(frozen=True, slots=True)
class File:
    media: StoredMedia
    data: bytes


async def read_media(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, message_id: UUID, now: datetime
) -> File:
    """Raises NotFoundError also for what is not kept (yet)."""
    await readable(tx, actor, conversation_id, now)
    message = await tx.messages.get(message_id)
    if message.conversation_id != conversation_id or message.media_id is None:
        raise NotFoundError
    redaction = await redaction_of(tx, actor, conversation_id)
    if redaction.hides(message):
        raise NotAllowedError("restricted")
    media = await tx.media.get(message.media_id)
    if media.status != "stored":
        raise NotFoundError
    return File(media, b"".join([chunk async for chunk in tx.media.read(media.id)]))
