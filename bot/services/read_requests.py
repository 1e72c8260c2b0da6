"""Requests as staff see them: the list, and one with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.request import Request, RequestEvent
from bot.domain.staff import Staff
from bot.services.access import Act, allows, require, sees_restricted
from bot.services.colleagues import NameOf, staff_names
from bot.services.open_conversation import require_readable
from bot.services.ports import UnitOfWork
from bot.services.redaction import require_sight_of_request


@dataclass(frozen=True, slots=True)
class RequestLine:
    request: Request
    name: str
    """As the person calls themselves on their channel, or empty."""
    conversation: Conversation
    holder_name: str


@dataclass(frozen=True, slots=True)
class RequestList:
    lines: Sequence[RequestLine]
    next: datetime | None
    """Before which there may be more."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    event: RequestEvent
    name: str
    """Of the staff member who did it, or empty."""


@dataclass(frozen=True, slots=True)
class RequestPage:
    line: RequestLine
    history: Sequence[HistoryLine]


async def read_requests(
    tx: UnitOfWork,
    actor: Staff,
    *,
    open_only: bool = False,
    before: datetime | None = None,
    limit: int = 50,
) -> RequestList:
    """Newest first; without restricted ones for those who may not see them, nor a colleague's cases."""
    require(actor, Act.SEE_REQUESTS)
    found = await tx.desk.requests(
        open_only=open_only, restricted=sees_restricted(actor), before=before, limit=limit
    )
    ids = list({request.conversation_id for request in found})
    conversations = await tx.desk.some(ids)
    names = await tx.desk.names(ids)
    name_of = await staff_names(tx)
    lines = [
        RequestLine(request, names.get(conversation.id, ""), conversation, name_of(conversation.holder_id))
        for request in found
        if _shown(actor, conversation := conversations[request.conversation_id])
    ]
    return RequestList(lines, found[-1].created_at if len(found) == limit else None)


async def read_request(tx: UnitOfWork, actor: Staff, number: str, now: datetime) -> RequestPage:
    """Raises NotFoundError, NotAllowedError ("restricted"), or asks a reason for a colleague's case."""
    request, conversation = await reachable(tx, actor, number, now)
    name_of = await staff_names(tx)
    names = await tx.desk.names([conversation.id])
    line = RequestLine(request, names.get(conversation.id, ""), conversation, name_of(conversation.holder_id))
    await tx.audit.record(actor.id, "opened", "request", number)
    return RequestPage(line, [HistoryLine(event, _name(name_of, event)) for event in request.history])


async def reachable(tx: UnitOfWork, actor: Staff, number: str, now: datetime) -> tuple[Request, Conversation]:
    require(actor, Act.SEE_REQUESTS)
    request = await tx.requests.get(number)
    require_sight_of_request(actor, request)
    conversation = await tx.conversations.get(request.conversation_id)
    await require_readable(tx, actor, conversation, now)
    return request, conversation


def _shown(actor: Staff, conversation: Conversation) -> bool:
    return allows(actor, Act.READ_CONVERSATION, holder=conversation.holder_id)


def _name(name_of: NameOf, event: RequestEvent) -> str:
    try:
        return name_of(UUID(event.actor))
    except ValueError:
        return ""
