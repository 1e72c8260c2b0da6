"""What somebody in danger gets for each thing they write until a person takes the conversation.

A line answers everything that was written before it. The first comes at once; later ones wait a little, so
that a burst of messages gets one line and nobody's words stay without one.
"""

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.conversation import Conversation, State
from bot.domain.crisis import HOLDING_LINE_AFTER, HOLDING_LINE_EVERY
from bot.domain.message import Author, Message
from bot.services import outbox
from bot.services.ports import UnitOfWork

_LINES = ("crisis.holding.first", "crisis.holding.where", "crisis.holding")
"""The last one stays."""
_LOOKED_AT = 60
_SLACK = timedelta(seconds=1)


async def hold(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> None:
    thread = await _thread(tx, conversation)
    if _answered(thread, message.position):
        return
    due = _due(conversation, thread)
    if due > now:
        await tx.jobs.hold(conversation.id, due)
        return
    await _say(tx, conversation, thread, now)


async def hold_late(tx: UnitOfWork, conversation_id: UUID, now: datetime) -> None:
    """The line that was put off, unless somebody has come or another line went out meanwhile."""
    conversation = await tx.conversations.lock(conversation_id)
    if conversation.crisis_at is None or conversation.state is not State.QUEUED:
        return
    thread = await _thread(tx, conversation)
    written = [m.position for m in thread if m.author is Author.PERSON]
    if written and not _answered(thread, written[-1]) and _due(conversation, thread) - _SLACK <= now:
        await _say(tx, conversation, thread, now)


async def _say(tx: UnitOfWork, conversation: Conversation, thread: Sequence[Message], now: datetime) -> None:
    said = _said(thread)
    conversation.holding_line_at = now
    await outbox.notify(tx, conversation, _LINES[min(said, len(_LINES) - 1)])
    await tx.conversations.save(conversation)


async def _thread(tx: UnitOfWork, conversation: Conversation) -> list[Message]:
    return await tx.messages.thread(conversation.id, before=sys.maxsize, limit=_LOOKED_AT)


def _answered(thread: Sequence[Message], position: int) -> bool:
    """Words about the danger went out after it."""
    return any(m.position > position and _name(m).startswith("crisis.") for m in thread)


def _due(conversation: Conversation, thread: Sequence[Message]) -> datetime:
    said, last = _said(thread), conversation.holding_line_at or conversation.created_at
    if said == 0:
        return last
    return last + (HOLDING_LINE_AFTER if said < len(_LINES) else HOLDING_LINE_EVERY)


def _said(thread: Sequence[Message]) -> int:
    """Holding lines since this crisis began."""
    begun = max((m.position for m in thread if _name(m) == "crisis.now"), default=0)
    return sum(m.position > begun and _name(m).startswith("crisis.holding") for m in thread)


def _name(message: Message) -> str:
    return str(message.body.get("message", "")) if message.author is Author.SYSTEM else ""
