"""Requests for support, and the drafts they grow from."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

DRAFT_LIFE = timedelta(days=14)


class RequestStatus(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Draft:
    """An unfinished request. Each accepted answer is saved at once."""

    id: UUID
    conversation_id: UUID
    kind: str
    fields: dict[str, Any]
    step: str
    created_at: datetime
    updated_at: datetime

    def expired(self, now: datetime) -> bool:
        return now - self.updated_at > DRAFT_LIFE


@dataclass(slots=True)
class Request:
    """A registered request. `number` is random and can be read aloud; it is no key by itself."""

    id: UUID
    number: str
    conversation_id: UUID
    kind: str
    status: RequestStatus
    fields: dict[str, Any]
    created_at: datetime
    restricted: bool = False
    respond_by: datetime | None = None
    history: list["RequestEvent"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestEvent:
    at: datetime
    actor: str
    """`person`, `assistant`, or a staff id."""
    verb: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consent:
    purpose: str
    text_version: str
    given: bool
    at: datetime
    channel: str
    language: str
