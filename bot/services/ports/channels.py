"""What gateways keep beside the messages themselves."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.message import MediaRef, RawPayload


class RawPayloads(Protocol):
    async def add(self, payload: RawPayload, conversation_id: UUID | None) -> None:
        """The same payload again changes nothing."""


class ChannelPositions(Protocol):
    """How far a channel's queue at the provider was taken in. Moves with the messages' own transaction."""

    async def get(self, queue: str) -> int | None: ...

    async def move(self, queue: str, position: int) -> None: ...


class MediaSource(Protocol):
    """Where a channel's media are fetched from."""

    async def fetch(self, media: MediaRef) -> bytes:
        """At most MEDIA_LIMIT bytes. Raises MediaRefusedError, or a ProviderError: TryAgainError when
        trying again may help."""


MediaSources = Mapping[Channel, MediaSource]
