"""Who opened what about people, when, and why where it was a colleague's; never what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.errors import NotFoundError
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.colleagues import NameOf, staff_names
from bot.services.open_conversation import KIND
from bot.services.ports import AuditEntry, UnitOfWork

REQUEST = "request"
OPENED, WITH_REASON = "opened", "opened_with_reason"


class Part(StrEnum):
    """How much of the log."""

    OPENED = "opened"
    WITH_REASON = "with_reason"
    ALL = "all"


_VERBS = {Part.OPENED: (OPENED, WITH_REASON), Part.WITH_REASON: (WITH_REASON,), Part.ALL: ()}


@dataclass(frozen=True, slots=True)
class AccessLine:
    position: int
    at: datetime
    name: str
    """Of who did it; empty for whom the staff list does not know (the command line, the system)."""
    actor: str
    verb: str
    conversation_id: UUID | None
    number: str
    """Of the request, where that was opened."""
    reason: str
    restricted: bool
    """The conversation holds a restricted matter."""


@dataclass(frozen=True, slots=True)
class AccessLog:
    lines: Sequence[AccessLine]
    next: int | None
    """Before which there may be more."""


async def read_access_log(
    tx: UnitOfWork,
    actor: Staff,
    part: Part = Part.OPENED,
    *,
    who: UUID | None = None,
    before: int | None = None,
    limit: int = 50,
) -> AccessLog:
    """Newest first. Reading it is itself no opening: it names nobody who writes to us."""
    require(actor, Act.SEE_ACCESS_LOG)
    entries = await tx.audit.listed(
        kinds=(KIND, REQUEST), verbs=_VERBS[part], actor=who, before=before, limit=limit
    )
    whose = {about: await _conversation(tx, about) for about in {entry.object_id for entry in entries}}
    restricted = await tx.desk.exchanges([each for each in whose.values() if each])
    name_of = await staff_names(tx)
    lines = [_line(entry, whose[entry.object_id], name_of, set(restricted)) for entry in entries]
    return AccessLog(lines, entries[-1].position if len(entries) == limit else None)


async def _conversation(tx: UnitOfWork, about: str) -> UUID | None:
    """None for a request that is gone."""
    found = _id(about)
    if found is not None:
        return found
    try:
        return (await tx.requests.get(about)).conversation_id
    except NotFoundError:
        return None


def _line(
    entry: AuditEntry, conversation_id: UUID | None, name_of: NameOf, restricted: set[UUID]
) -> AccessLine:
    return AccessLine(
        entry.position,
        entry.at,
        name_of(_id(entry.actor)),
        entry.actor,
        entry.verb,
        conversation_id,
        "" if _id(entry.object_id) else entry.object_id,
        str(entry.detail.get("reason", "")),
        conversation_id in restricted,
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
