"""Where contact points, conversations and choices are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.channel import Address, Channel
from bot.domain.conversation import Conversation


class ContactPoints(Protocol):
    async def reach(self, address: Address, aliases: Sequence[Address], profile_name: str) -> UUID:
        """The contact point that has one of these addresses, made if new; unknown aliases are added to it."""

    async def addresses(self, contact_point_id: UUID) -> list[Address]: ...

    async def find(self, channel: Channel, value: str) -> UUID | None: ...

    async def set_language(self, contact_point_id: UUID, language: str) -> None: ...

    async def set_discreet(self, contact_point_id: UUID, on: bool) -> None: ...

    async def mark_notice_given(self, contact_point_id: UUID) -> None: ...

    async def mark_unreachable(self, contact_point_id: UUID, at: datetime | None) -> None: ...


class Conversations(Protocol):
    async def of_contact_point(self, contact_point_id: UUID, channel: Channel) -> Conversation:
        """Made if new. Takes the conversation's order lock until the transaction ends."""

    async def get(self, conversation_id: UUID) -> Conversation:
        """Raises NotFoundError."""

    async def lock(self, conversation_id: UUID) -> Conversation:
        """`get` with the row locked until the transaction ends."""

    async def save(self, conversation: Conversation) -> None: ...

    async def claim(self, conversation_id: UUID, staff_id: UUID, now: datetime) -> bool:
        """One conditional UPDATE; False when somebody holds it. Raises the epoch."""

    async def dialogue(self, conversation_id: UUID) -> Any:
        """The engine's state, with outcome facts beside it; None at a stretch's start."""

    async def save_dialogue(self, conversation_id: UUID, state: Any) -> None: ...

    async def due_releases(self, now: datetime) -> list[UUID]: ...

    async def silent(self, before: datetime) -> list[UUID]:
        """With an open worry, nothing written since then, and nobody asked to look yet."""


@dataclass(frozen=True, slots=True)
class StoredChoice:
    """A button as it was offered. `draft_id` binds it to an open draft when its scope is `draft`."""

    id: str
    conversation_id: UUID
    message_id: UUID
    number: int
    stretch: int
    scope: str
    draft_id: UUID | None
    intent: str
    entities: dict[str, Any]
    label: str
    pressed_at: datetime | None = None


class ChoiceStore(Protocol):
    async def add(self, choices: Sequence[StoredChoice]) -> None: ...

    async def get(self, choice_id: str, conversation_id: UUID) -> StoredChoice | None: ...

    async def of_message(self, message_id: UUID) -> list[StoredChoice]: ...

    async def latest(self, conversation_id: UUID) -> list[StoredChoice]:
        """Choices of the newest message that offered any, by number."""

    async def mark_pressed(self, choice_id: str, at: datetime) -> None: ...
