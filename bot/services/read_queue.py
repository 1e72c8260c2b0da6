"""The lists of conversations that the desk shows: who waits, what one holds, whom one spoke with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.conversation import WINDOW_MARGIN, Conversation, Priority
from bot.domain.message import Kind, Message
from bot.domain.staff import Staff
from bot.services.access import Act, allows, require
from bot.services.colleagues import NameOf, staff_names
from bot.services.ports import UnitOfWork
from bot.services.promise import NORMAL, working_clock
from bot.services.redaction import Redaction, redactions
from bot.services.working_clock import WorkingClock

PREVIEW = 140

_RANK = {Priority.CRISIS: 0, Priority.LOOK: 1, Priority.NORMAL: 2}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A conversation in one line."""

    conversation: Conversation
    name: str
    """As the person calls themselves on their channel, or empty."""
    preview: str
    kind: Kind | None
    """Of the person's newest message."""
    hidden: bool
    """A restricted matter that this reader may not see."""
    closed: bool
    """A colleague's: opens with a reason."""
    holder_name: str
    since: datetime
    """Waiting since; where nobody waits, when the person wrote last."""
    due_at: datetime | None
    """By when it is to be answered: the queue's target, or before the channel's window closes."""
    why: str
    """The rule that raised the alarm."""

    @property
    def wrote_last(self) -> datetime:
        """By which the list of all is ordered."""
        return self.conversation.last_inbound_at or self.conversation.created_at

    def waiting_seconds(self, now: datetime) -> int:
        return max(0, int((now - self.since).total_seconds()))


async def read_queue(tx: UnitOfWork, actor: Staff) -> list[QueueItem]:
    """Crisis first; then "please look"; then by whichever comes first, the target or the window's end."""
    require(actor, Act.SEE_QUEUE)
    items = await _items(tx, actor, await tx.desk.waiting())
    return sorted(items, key=_order)


async def read_mine(tx: UnitOfWork, actor: Staff) -> list[QueueItem]:
    require(actor, Act.SEE_QUEUE)
    return await _items(tx, actor, await tx.desk.held(by=actor.id))


async def read_recent(
    tx: UnitOfWork, actor: Staff, *, before: datetime | None = None, limit: int = 50
) -> list[QueueItem]:
    require(actor, Act.SEE_QUEUE)
    return await _items(tx, actor, await tx.desk.recent(before=before, limit=limit))


def due(conversation: Conversation, clock: WorkingClock, target: timedelta | None) -> datetime | None:
    """None without a target (the association has set none) and without a window that closes."""
    since, end = conversation.queued_at, conversation.window_end
    if since is None:
        return None
    by_target = None if target is None else clock.after(since, target) or since + target
    ends = [by_target, end and end - WINDOW_MARGIN]
    return min((each for each in ends if each is not None), default=None)


def _order(item: QueueItem) -> tuple[int, datetime, datetime]:
    conversation = item.conversation
    if conversation.crisis_at is not None:
        return (0, conversation.crisis_at, item.since)
    return (_RANK[conversation.priority], item.due_at or item.since, item.since)


async def _items(tx: UnitOfWork, actor: Staff, conversations: Sequence[Conversation]) -> list[QueueItem]:
    ids = [conversation.id for conversation in conversations]
    alarmed = [c.id for c in conversations if c.priority is not Priority.NORMAL]
    seen = _Seen(
        actor=actor,
        names=await tx.desk.names(ids),
        latest=await tx.desk.latest_inbound(ids),
        alarms=await tx.desk.latest_alarms(alarmed),
        redactions=await redactions(tx, actor, ids),
        name_of=await staff_names(tx),
    )
    clock = await working_clock(tx)
    target = (await tx.pages.organisation()).targets.get(NORMAL)
    return [_item(seen, each, due(each, clock, target)) for each in conversations]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the lines of one list are made of, each by the conversation's id."""

    actor: Staff
    names: Mapping[UUID, str]
    latest: Mapping[UUID, Message]
    alarms: Mapping[UUID, Message]
    redactions: Mapping[UUID, Redaction]
    name_of: NameOf


def _item(seen: _Seen, conversation: Conversation, due_at: datetime | None) -> QueueItem:
    message = seen.latest.get(conversation.id)
    redaction = seen.redactions[conversation.id]
    hidden = redaction.hides_now(conversation) or (message is not None and redaction.hides(message))
    closed = not allows(seen.actor, Act.READ_CONVERSATION, holder=conversation.holder_id)
    alarm = seen.alarms.get(conversation.id)
    return QueueItem(
        conversation=conversation,
        name=seen.names.get(conversation.id, ""),
        preview="" if hidden or closed or message is None else first_line(message.text),
        kind=message.kind if message and not hidden and not closed else None,
        hidden=hidden,
        closed=closed,
        holder_name=seen.name_of(conversation.holder_id),
        since=conversation.queued_at or conversation.last_inbound_at or conversation.created_at,
        due_at=due_at,
        why="" if alarm is None or hidden else alarm.crisis.partition(":")[2],
    )


def first_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= PREVIEW else line[: PREVIEW - 1].rstrip() + "…"
