"""The door to a conversation: who may act on it now, and a line in the log that they did."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.errors import AlreadyHeldError, InvalidInputError
from bot.domain.staff import Staff
from bot.services.access import Act, Answer, ReasonNeededError, may, require
from bot.services.ports import UnitOfWork

REASON_LIFE = timedelta(hours=1)
"""How long a reason given for opening another's conversation opens it."""

OPENED_EVERY = timedelta(minutes=15)
"""Reading on is logged once in this time."""

KIND = "conversation"


class Reason(StrEnum):
    """Why somebody opens a colleague's conversation: chosen, not written, so that the log names nobody."""

    COVERING = "covering"
    ASKED = "asked"
    DANGER = "danger"
    COMPLAINT = "complaint"


class AnothersConversationError(ReasonNeededError):
    """It is a colleague's: it opens with a reason."""

    def __init__(self, holder_name: str) -> None:
        super().__init__("the conversation is held by another")
        self.holder_name = holder_name


async def give_reason(tx: UnitOfWork, actor: Staff, conversation_id: UUID, reason: str) -> None:
    """Opens a colleague's conversation for an hour."""
    require(actor, Act.READ_CONVERSATION)
    if reason not in set(Reason):
        raise InvalidInputError("reason", "choose")
    conversation = await tx.conversations.get(conversation_id)
    require(actor, Act.READ_CONVERSATION, holder=conversation.holder_id, reason=reason)
    await tx.audit.record(actor.id, "opened_with_reason", KIND, conversation_id, reason=reason)


async def readable(tx: UnitOfWork, actor: Staff, conversation_id: UUID, now: datetime) -> Conversation:
    """Raises NotAllowedError, NotFoundError or AnothersConversationError; logs that it was opened."""
    require(actor, Act.READ_CONVERSATION)
    conversation = await tx.conversations.get(conversation_id)
    await require_readable(tx, actor, conversation, now)
    last = await tx.audit.last(actor.id, "opened", KIND, conversation_id)
    if last is None or now - last > OPENED_EVERY:
        await tx.audit.record(actor.id, "opened", KIND, conversation_id)
    return conversation


async def require_readable(tx: UnitOfWork, actor: Staff, conversation: Conversation, now: datetime) -> None:
    holder = conversation.holder_id
    if may(actor, Act.READ_CONVERSATION, holder=holder) is not Answer.WITH_REASON:
        require(actor, Act.READ_CONVERSATION, holder=holder)
        return
    given = await tx.audit.last(actor.id, "opened_with_reason", KIND, conversation.id)
    if given is None or now - given > REASON_LIFE:
        raise AnothersConversationError(await name_of(tx, holder))


async def locked_by_holder(tx: UnitOfWork, actor: Staff, conversation_id: UUID) -> Conversation:
    """The conversation, locked, for acts of whoever holds it (or of a coordinator)."""
    require(actor, Act.RELEASE)
    conversation = await tx.conversations.lock(conversation_id)
    if may(actor, Act.RELEASE, holder=conversation.holder_id) is not Answer.YES:
        raise await held_by_another(tx, conversation)
    return conversation


async def held_by_another(tx: UnitOfWork, conversation: Conversation) -> AlreadyHeldError:
    return AlreadyHeldError(str(conversation.holder_id), await name_of(tx, conversation.holder_id))


async def name_of(tx: UnitOfWork, staff_id: UUID | None) -> str:
    return "" if staff_id is None else (await tx.staff.get(staff_id)).name
