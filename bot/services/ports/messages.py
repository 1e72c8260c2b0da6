"""Where messages and media are kept."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.message import (
    Author,
    Delivery,
    Handling,
    Kind,
    MediaKind,
    Message,
    ReplyKind,
    Status,
)


@dataclass(slots=True)
class NewMessage:
    """A message to store. Its position in the conversation is given by the store."""

    id: UUID
    conversation_id: UUID
    channel: Channel
    author: Author
    kind: Kind
    body: dict[str, Any]
    external_id: str = ""
    about_id: UUID | None = None
    media_id: UUID | None = None
    handling: Handling | None = None
    crisis: str = ""
    restricted: bool = False
    delivery: Delivery | None = None
    epoch: int | None = None
    stretch: int = 1
    reply_kind: ReplyKind | None = None
    staff_id: UUID | None = None
    at: datetime | None = None


class Messages(Protocol):
    async def add(self, message: NewMessage) -> Message | None:
        """None when the channel's external id is known already: the same message again."""

    async def get(self, message_id: UUID) -> Message:
        """Raises NotFoundError."""

    async def lock(self, message_id: UUID) -> Message: ...

    async def by_external_id(self, channel: Channel, external_id: str) -> Message | None: ...

    async def save(self, message: Message) -> None:
        """Writes what can change: handling, attempts, crisis, restricted, delivery, error, times, ids."""

    async def thread(
        self,
        conversation_id: UUID,
        *,
        after: int = 0,
        before: int | None = None,
        limit: int = 200,
    ) -> list[Message]:
        """In order of position; with `before`, the last `limit` ones before it."""

    async def newer_waiting(self, message: Message) -> bool:
        """Whether a later message of the same person is received and not handled yet."""

    async def held_since(self, conversation_id: UUID, since: datetime) -> list[Message]:
        """What the person wrote from then on while somebody held the conversation."""

    async def recent_inbound(self, conversation_id: UUID, before: int, limit: int) -> list[Message]:
        """The person's last `limit` messages before that position, in order."""

    async def record_status(self, status: Status) -> Message | None:
        """By callback or external id, never lowering the rank. None: not known (yet): kept for later."""

    async def leaving(self, conversation_id: UUID) -> list[Message]:
        """Queued or being sent, in order."""

    async def undelivered(self, *, before: int | None = None, limit: int = 100) -> list[Message]:
        """Newest first; `before`: a position."""

    async def count_undelivered(self) -> int: ...


@dataclass(slots=True)
class StoredMedia:
    id: UUID
    conversation_id: UUID
    kind: MediaKind
    mime: str
    size: int | None
    filename: str
    status: str
    """`waiting`, `stored`, `refused`, `failed`."""
    problem: str = ""
    inline: bool = False
    """Re-encoded by us, so that a browser may show it in the page."""
    source: dict[str, Any] = field(default_factory=dict)
    """Where the provider keeps it, while waiting."""
    at: datetime | None = None
    """Since when it waits; set by the store."""


class MediaStore(Protocol):
    async def add(self, media: StoredMedia) -> None: ...

    async def get(self, media_id: UUID) -> StoredMedia: ...

    async def write(self, media: StoredMedia, data: bytes) -> None:
        """Encrypted in chunks; sets status `stored`."""

    async def mark(self, media_id: UUID, status: str, problem: str) -> None: ...

    def read(self, media_id: UUID) -> AsyncIterator[bytes]: ...

    async def waiting(self, limit: int = 100) -> Sequence[UUID]: ...
