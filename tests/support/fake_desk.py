"""A unit of work in memory, as much of it as the desk's acts need: their rules in milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, State
from bot.domain.crisis import AlertStep, CrisisAlert
from bot.domain.errors import NotFoundError
from bot.domain.message import Author, Kind, Message
from bot.domain.restriction import Exchange
from bot.domain.staff import Staff
from bot.services.ports import NewMessage, UnitOfWork
from bot.services.ports.requests import Note

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass
class FakeTx:
    """One conversation, its staff, and a record of what was done."""

    conversation: Conversation
    people: dict[UUID, Staff]
    stored: dict[UUID, Message] = field(default_factory=dict)
    kept: dict[UUID, Note] = field(default_factory=dict)
    alert: CrisisAlert | None = None
    restricted: list[Exchange] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    queued: list[str] = field(default_factory=list)
    """Jobs that leave with the commit."""
    opened: dict[tuple[UUID, str], datetime] = field(default_factory=dict)

    @property
    def port(self) -> UnitOfWork:
        return cast(UnitOfWork, self)

    def __getattr__(self, name: str) -> "FakeTx":
        """Every repository is this object."""
        if name in _REPOSITORIES:
            return self
        raise AttributeError(name)


class Desk(FakeTx):
    async def get(self, wanted: UUID) -> Any:
        alerts = {self.alert.id: self.alert} if self.alert else {}
        kinds: tuple[dict[UUID, Any], ...] = (self.people, self.stored, alerts)
        for found in ({self.conversation.id: self.conversation}, *kinds):
            if wanted in found:
                return found[wanted]
        raise NotFoundError

    lock = get

    async def save(self, _saved: Any) -> None: ...

    async def claim(self, _conversation_id: UUID, staff_id: UUID, now: datetime) -> bool:
        if self.conversation.holder_id is not None:
            return False
        self.conversation.state, self.conversation.holder_id = State.CLAIMED, staff_id
        self.conversation.claimed_at = now
        self.conversation.epoch += 1
        return True

    async def add(self, added: NewMessage | Note) -> Any:
        if isinstance(added, Note):
            fresh = added.id not in self.kept
            self.kept[added.id] = added
            return fresh
        if added.id in self.stored:
            return None
        made = Message(
            added.id,
            len(self.stored) + 1,
            added.conversation_id,
            added.channel,
            added.author,
            added.kind,
            added.body,
            NOW,
            delivery=added.delivery,
            epoch=added.epoch,
            stretch=added.stretch,
            staff_id=added.staff_id,
        )
        self.stored[added.id] = made
        return made

    async def open_of(self, _conversation_id: UUID) -> CrisisAlert | None:
        return self.alert if self.alert and self.alert.acknowledged_at is None else None

    async def raise_alert(self, conversation_id: UUID, _message: UUID | None, now: datetime) -> UUID:
        self.alert = CrisisAlert(uuid4(), conversation_id, now, AlertStep.RAISED)
        return self.alert.id

    async def exchanges(self, ids: Sequence[UUID]) -> dict[UUID, list[Exchange]]:
        return {each: self.restricted for each in ids if self.restricted}

    async def record(self, actor: UUID, verb: str, *_about: Any, **_detail: Any) -> None:
        self.log.append(verb)
        self.opened[actor, verb] = NOW

    async def last(self, actor: UUID, verb: str, *_about: Any) -> datetime | None:
        return self.opened.get((actor, verb))

    async def deliver(self, *_ids: UUID) -> None:
        self.queued.append("deliver")

    async def release(self, _conversation_id: UUID, _at: datetime) -> None:
        self.queued.append("release")

    async def watch_crisis(self, _alert_id: UUID) -> None:
        self.queued.append("watch_crisis")

    async def conversation_changed(self, _conversation_id: UUID) -> None: ...

    async def queue_changed(self) -> None: ...

    def said(self) -> list[str]:
        return [str(m.body.get("message", m.text)) for m in self.stored.values()]


_REPOSITORIES = {
    "conversations",
    "staff",
    "messages",
    "notes",
    "alerts",
    "desk",
    "audit",
    "jobs",
    "events",
    "choices",
}


def desk_of(*people: Staff, channel: Channel = Channel.TELEGRAM, **more: Any) -> Desk:
    """Somebody waits in the queue."""
    waiting = Conversation(uuid4(), uuid4(), channel, State.QUEUED, 1, 1, "ar", NOW)
    waiting.queued_at = waiting.last_inbound_at = NOW
    for name, value in more.items():
        setattr(waiting, name, value)
    return Desk(waiting, {each.id: each for each in people})


def person_says(tx: Desk, words: str) -> Message:
    made = Message(
        uuid4(),
        len(tx.stored) + 1,
        tx.conversation.id,
        tx.conversation.channel,
        Author.PERSON,
        Kind.TEXT,
        {"text": words},
        NOW,
        stretch=tx.conversation.stretch,
    )
    tx.stored[made.id] = made
    return made
