"""What of a restricted matter is shown to whom: the one place that decides it.

A matter is restricted from the message that raised it to the end of that exchange (its stretch). Whoever
lacks the permission sees that something is there, when, and nothing of what it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.errors import NotAllowedError
from bot.domain.message import Message
from bot.domain.request import Draft, Request
from bot.domain.request_kinds import KINDS
from bot.domain.restriction import Exchange
from bot.domain.staff import Staff
from bot.services.access import sees_restricted
from bot.services.ports import UnitOfWork
from bot.services.ports.requests import Note


@dataclass(frozen=True, slots=True)
class Redaction:
    """Of one conversation, for one reader."""

    sees: bool
    exchanges: tuple[Exchange, ...] = ()

    def restricts(self, message: Message) -> bool:
        """Whether it belongs to a restricted matter, whoever reads."""
        return any(exchange.holds(message) for exchange in self.exchanges)

    def hides(self, message: Message) -> bool:
        return not self.sees and self.restricts(message)

    def hides_note(self, note: Note) -> bool:
        return not self.sees and (note.restricted or any(e.holds_moment(note.at) for e in self.exchanges))

    def restricted_now(self, conversation: Conversation) -> bool:
        return any(exchange.stretch == conversation.stretch for exchange in self.exchanges)

    def hides_now(self, conversation: Conversation) -> bool:
        return not self.sees and self.restricted_now(conversation)

    def draft(self, draft: Draft | None, conversation: Conversation) -> Draft | None:
        """The draft with nothing of its answers when some may be of a restricted matter."""
        if draft is None or self.sees:
            return draft
        touched = any(each.until is None or draft.created_at < each.until for each in self.exchanges)
        if touched or self.restricted_now(conversation) or _restricted_kind(draft.kind):
            return replace(draft, fields={})
        return draft


def _restricted_kind(name: str) -> bool:
    kind = KINDS.get(name)
    return kind is not None and kind.restricted


async def redaction_of(tx: UnitOfWork, reader: Staff, conversation_id: UUID) -> Redaction:
    return (await redactions(tx, reader, [conversation_id]))[conversation_id]


async def redactions(
    tx: UnitOfWork, reader: Staff, conversation_ids: Sequence[UUID]
) -> dict[UUID, Redaction]:
    found = await tx.desk.exchanges(conversation_ids)
    sees = sees_restricted(reader)
    return {each: Redaction(sees, tuple(found.get(each, ()))) for each in conversation_ids}


async def require_sight(tx: UnitOfWork, reader: Staff, conversation: Conversation) -> None:
    """Nobody takes on a matter that they may not read; unless life is at stake, then any hand counts."""
    redaction = await redaction_of(tx, reader, conversation.id)
    if redaction.hides_now(conversation) and conversation.crisis_at is None:
        raise NotAllowedError("restricted")


def require_sight_of_request(reader: Staff, request: Request) -> None:
    if request.restricted and not sees_restricted(reader):
        raise NotAllowedError("restricted")
