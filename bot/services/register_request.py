"""Makes answers a request: with a number that can be read aloud, a 4-digit code, and the consent."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from bot.domain.conversation import Conversation
from bot.domain.request import Consent, Request, RequestEvent, RequestStatus
from bot.services.ports import UnitOfWork
from bot.services.promise import promised

_NUMBER_DIGITS = 6
_CODE_DIGITS = 4

Words = list[tuple[str, dict[str, Any]]]
"""What is to be said: names of messages and their values."""


@dataclass(frozen=True, slots=True)
class Registration:
    kind: str
    fields: Mapping[str, Any]
    consent: Consent
    actor: str = "person"
    """Or the staff member who finished it for the person."""
    message_id: UUID | None = None
    restricted: bool = False


async def register(
    tx: UnitOfWork, conversation: Conversation, asked: Registration, now: datetime
) -> tuple[Request, Words]:
    """The draft goes. The caller says the words."""
    code = _digits(_CODE_DIGITS)
    request = await _add(tx, conversation, asked, code, now)
    await tx.requests.add_consent(conversation.id, asked.consent, asked.message_id, request.number)
    await tx.drafts.erase(conversation.id)
    await tx.events.queue_changed()
    values = {"number": request.number, "code": code, "kind": {"key": f"kind.{request.kind}"}}
    said: Words = [("request.registered", values)]
    if request.respond_by is not None:
        said.append(("request.respond_by", {"by": {"moment": request.respond_by.isoformat()}}))
    return request, said


async def _add(
    tx: UnitOfWork, conversation: Conversation, asked: Registration, code: str, now: datetime
) -> Request:
    """Numbers are random: one that is taken is drawn again."""
    respond_by = await promised(tx, asked.kind, now)
    while True:
        request = Request(
            id=uuid4(),
            number=_digits(_NUMBER_DIGITS),
            conversation_id=conversation.id,
            kind=asked.kind,
            status=RequestStatus.NEW,
            fields=dict(asked.fields),
            created_at=now,
            restricted=asked.restricted,
            respond_by=respond_by,
        )
        if await tx.requests.add(request, code, asked.message_id):
            await tx.requests.add_event(request.number, RequestEvent(now, asked.actor, "registered"))
            return request


def _digits(count: int) -> str:
    """No leading zero: people read it aloud."""
    return str(secrets.randbelow(9 * 10 ** (count - 1)) + 10 ** (count - 1))
