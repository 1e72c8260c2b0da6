"""What staff do with a request: its status, and notes on it."""

from datetime import datetime

from bot.domain.errors import InvalidInputError, WrongStateError
from bot.domain.request import RequestEvent, RequestStatus
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import UnitOfWork
from bot.services.read_requests import reachable
from bot.services.staff_words import checked

KIND = "request"


async def change_status(
    tx: UnitOfWork, actor: Staff, number: str, status: str, now: datetime, *, seen: str = ""
) -> None:
    """`seen`: the status that the writer saw; WrongStateError when a colleague was faster."""
    require(actor, Act.CHANGE_REQUEST)
    if status not in set(RequestStatus):
        raise InvalidInputError("status", "choose")
    request, conversation = await reachable(tx, actor, number, now)
    if seen and request.status != seen:
        raise WrongStateError("changed_meanwhile")
    if request.status == status:
        return
    detail = {"from": str(request.status), "to": status}
    event = RequestEvent(now, str(actor.id), "status", detail)
    await tx.requests.change_status(number, RequestStatus(status), event)
    await tx.audit.record(actor.id, "changed_status", KIND, number, **detail)
    await tx.events.conversation_changed(conversation.id)


async def add_request_note(tx: UnitOfWork, actor: Staff, number: str, text: str, now: datetime) -> None:
    require(actor, Act.CHANGE_REQUEST)
    text = checked(text)
    await reachable(tx, actor, number, now)
    await tx.requests.add_event(number, RequestEvent(now, str(actor.id), "note", {"text": text}))
    await tx.audit.record(actor.id, "noted", KIND, number)
