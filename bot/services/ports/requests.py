"""Where drafts, requests, consents and notes are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.request import Consent, Draft, Request, RequestEvent, RequestStatus


class Drafts(Protocol):
    async def of_conversation(self, conversation_id: UUID) -> Draft | None: ...

    async def save(self, draft: Draft) -> None:
        """Inserts or replaces the conversation's draft."""

    async def erase(self, conversation_id: UUID) -> None: ...

    async def erase_expired(self, now: datetime) -> int: ...


class Requests(Protocol):
    async def add(self, request: Request, code: str, message_id: UUID | None) -> bool:
        """False when a request of this message exists already (handled again) or the number is taken."""

    async def of_message(self, message_id: UUID) -> Request | None: ...

    async def get(self, number: str) -> Request:
        """With its history. Raises NotFoundError."""

    async def of_conversation(self, conversation_id: UUID, *, restricted: bool = False) -> list[Request]: ...

    async def listed(self, *, restricted: bool, limit: int = 200) -> Sequence[Request]: ...

    async def change_status(self, number: str, status: RequestStatus, event: RequestEvent) -> None: ...

    async def add_event(self, number: str, event: RequestEvent) -> None: ...

    async def code_fits(self, number: str, code: str) -> bool:
        """Counts wrong tries; never true again after five."""

    async def add_consent(
        self,
        conversation_id: UUID,
        consent: Consent,
        message_id: UUID | None,
        number: str | None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Note:
    id: UUID
    conversation_id: UUID
    staff_id: UUID | None
    text: str
    at: datetime
    restricted: bool = False
    data: dict[str, Any] | None = None


class Notes(Protocol):
    async def add(self, note: Note) -> bool:
        """False when it is there already."""

    async def of_conversation(self, conversation_id: UUID) -> list[Note]: ...
