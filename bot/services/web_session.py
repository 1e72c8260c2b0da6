"""Opens the web chat's sessions: new ones, and again by the code that a person kept."""

import secrets
import unicodedata
from datetime import datetime, timedelta

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.errors import NotFoundError
from bot.services.ports import UnitOfWork, WebSession

LASTS = timedelta(days=90)
"""Without being used."""
_NOTED_EVERY = timedelta(hours=1)


async def open_session(tx: UnitOfWork, language: str, now: datetime) -> str:
    """Its token, which is known to nobody else. Raises nothing; throttling is the caller's matter."""
    token = secrets.token_urlsafe(32)
    contact_point_id = await tx.contact_points.reach(address_of_session(token), (), "")
    await tx.contact_points.set_language(contact_point_id, language)
    conversation = await tx.conversations.of_contact_point(contact_point_id, Channel.WEBCHAT)
    await tx.web_sessions.add(token, conversation.id, now)
    return token


async def resume_session(tx: UnitOfWork, code: str, now: datetime) -> str | None:
    """A new session of the conversation that the code belongs to; None when it belongs to none."""
    conversation_id = await tx.web_sessions.by_resume_code(spoken_digits(code))
    if conversation_id is None:
        return None
    conversation = await tx.conversations.get(conversation_id)
    token = secrets.token_urlsafe(32)
    known = await tx.contact_points.addresses(conversation.contact_point_id)
    await tx.contact_points.reach(known[0], (address_of_session(token),), "")
    await tx.web_sessions.add(token, conversation_id, now)
    return token


async def find_session(tx: UnitOfWork, token: str, now: datetime) -> WebSession:
    """Raises NotFoundError when it was not issued here or was not used for too long."""
    session = await tx.web_sessions.by_token(token)
    if session is None or now - session.seen_at > LASTS:
        raise NotFoundError
    if now - session.seen_at > _NOTED_EVERY:
        await tx.web_sessions.touch(session.id, now)
    return session


def spoken_digits(text: str) -> str:
    """A code as people write it: in any digits, with spaces or hyphens between."""
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def address_of_session(token: str) -> Address:
    return Address(Channel.WEBCHAT, AddressKind.SESSION, token)
