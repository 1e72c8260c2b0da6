"""Where the web chat's sessions are kept: tokens as hashes only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class WebSession:
    id: UUID
    conversation_id: UUID
    seen_at: datetime


class WebSessions(Protocol):
    async def add(self, token: str, conversation_id: UUID, now: datetime) -> None: ...

    async def by_token(self, token: str) -> WebSession | None: ...

    async def touch(self, session_id: UUID, now: datetime) -> None: ...

    async def resume_code(self, conversation_id: UUID) -> str:
        """The code that opens this conversation again: made when there is none, else the same."""

    async def by_resume_code(self, code: str) -> UUID | None:
        """The conversation that it opens."""

    async def forget_unused(self, before: datetime) -> None:
        """Sessions not seen since then, but not one that a resume code hangs on."""
