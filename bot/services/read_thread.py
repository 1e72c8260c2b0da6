"""One conversation as staff read it: everything said, in words, with marks of delivery and internal notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.channel import AddressKind
from bot.domain.conversation import Conversation
from bot.domain.message import Message
from bot.domain.request import Draft, Request
from bot.domain.staff import Staff
from bot.services.access import sees_restricted
from bot.services.colleagues import staff_names
from bot.services.open_conversation import readable
from bot.services.ports import UnitOfWork, Words
from bot.services.redaction import redaction_of
from bot.services.thread_lines import Line, Reader, merged, message_line, note_line

PAGE = 100
_END = 2**62
"""Beyond every position."""


@dataclass(frozen=True, slots=True)
class Thread:
    conversation: Conversation
    name: str
    phone: str
    """Where the channel's address is one."""
    holder_name: str
    lines: Sequence[Line]
    older: int | None
    """Position before which there is more; None at the beginning."""
    draft: Draft | None
    requests: Sequence[Request]
    alarm: str
    """The rule that raised the present crisis."""
    alarmed_by: UUID | None
    """The message that did."""
    restricted: bool
    hidden: bool
    """The present matter is restricted and not for this reader."""
    unreachable: bool


async def read_thread(
    tx: UnitOfWork,
    actor: Staff,
    conversation_id: UUID,
    words: Words,
    now: datetime,
    *,
    before: int | None = None,
    limit: int = PAGE,
) -> Thread:
    conversation = await readable(tx, actor, conversation_id, now)
    name_of = await staff_names(tx)
    redaction = await redaction_of(tx, actor, conversation_id)
    reader = Reader(tx, words, conversation, redaction, name_of)
    messages, older = await _page(tx, conversation_id, before, limit)
    draft = await tx.drafts.of_conversation(conversation_id)
    alarm = await _alarm(reader)
    return Thread(
        conversation=conversation,
        name=(await tx.desk.names([conversation_id])).get(conversation_id, ""),
        phone=await _phone(tx, conversation),
        holder_name=name_of(conversation.holder_id),
        lines=await _lines(reader, messages, older=older, before=before),
        older=older,
        draft=redaction.draft(draft, conversation),
        requests=await tx.requests.of_conversation(conversation_id, restricted=sees_restricted(actor)),
        alarm=alarm.crisis.partition(":")[2] if alarm else "",
        alarmed_by=alarm.id if alarm else None,
        restricted=redaction.restricted_now(conversation),
        hidden=redaction.hides_now(conversation),
        unreachable=not conversation.reachable,
    )


async def _page(
    tx: UnitOfWork, conversation_id: UUID, before: int | None, limit: int
) -> tuple[list[Message], int | None]:
    found = await tx.messages.thread(conversation_id, before=before or _END, limit=limit + 1)
    if len(found) <= limit:
        return found, None
    return found[1:], found[1].position


async def _lines(
    reader: Reader, messages: Sequence[Message], *, older: int | None, before: int | None
) -> list[Line]:
    """Notes belong to the page whose messages surround them."""
    notes = await reader.tx.notes.of_conversation(reader.conversation.id)
    if older is not None and messages:
        notes = [note for note in notes if note.at >= messages[0].at]
    if before is not None:
        newer = await reader.tx.messages.thread(reader.conversation.id, after=before - 1, limit=1)
        notes = [note for note in notes if newer and note.at < newer[0].at]
    lines = [await message_line(reader, message) for message in messages]
    return merged(lines, [note_line(reader, note) for note in notes])


async def _alarm(reader: Reader) -> Message | None:
    if reader.conversation.crisis_at is None:
        return None
    raised = await reader.tx.desk.latest_alarms([reader.conversation.id])
    message = raised.get(reader.conversation.id)
    return None if message is None or reader.redaction.hides(message) else message


async def _phone(tx: UnitOfWork, conversation: Conversation) -> str:
    addresses = await tx.contact_points.addresses(conversation.contact_point_id)
    return next((a.value for a in addresses if a.kind is AddressKind.PHONE), "")
