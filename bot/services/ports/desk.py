"""What the desk reads of many conversations at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.message import Message
from bot.domain.request import Request
from bot.domain.restriction import Exchange


class DeskViews(Protocol):
    async def waiting(self, limit: int = 500) -> list[Conversation]:
        """Queued and held by nobody; those in a crisis first, then who waits longest."""

    async def held(self, *, by: UUID | None = None, limit: int = 200) -> list[Conversation]:
        """Claimed, by one or by anybody; where the person wrote last comes first."""

    async def recent(self, *, before: datetime | None = None, limit: int = 100) -> list[Conversation]:
        """Whatever their state; where the person wrote last comes first."""

    async def of_contact_point(self, contact_point_id: UUID) -> Conversation | None:
        """Makes nothing, unlike the one of receiving."""

    async def some(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Conversation]: ...

    async def names(self, conversation_ids: Sequence[UUID]) -> dict[UUID, str]:
        """As people call themselves on their channel; those without a name are left out."""

    async def latest_inbound(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Message]:
        """The person's newest message of each."""

    async def latest_alarms(self, conversation_ids: Sequence[UUID]) -> dict[UUID, Message]:
        """The newest message of each that raised an alarm."""

    async def exchanges(self, conversation_ids: Sequence[UUID]) -> dict[UUID, list[Exchange]]:
        """The restricted exchanges of each."""

    async def requests(
        self, *, open_only: bool, restricted: bool, before: datetime | None = None, limit: int = 50
    ) -> list[Request]:
        """Newest first, without their history."""
