"""Finds a conversation by its address on its channel."""

from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.errors import NotFoundError
from bot.services.ports import UnitOfWork


async def find_conversation(tx: UnitOfWork, channel: Channel, external_id: str) -> UUID:
    """`external_id`: Telegram's chat id, WhatsApp's id, a web session. Raises NotFoundError."""
    if channel is Channel.WEBCHAT:
        session = await tx.web_sessions.by_token(external_id)
        if session is None:
            raise NotFoundError
        return session.conversation_id
    contact_point_id = await tx.contact_points.find(channel, external_id)
    found = await tx.desk.of_contact_point(contact_point_id) if contact_point_id else None
    if found is None:
        raise NotFoundError
    return found.id
