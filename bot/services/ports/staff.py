"""Where staff, their links, sessions and tokens are kept, and what they did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.domain.staff import ApiToken, ConsoleSession, OneTimeLink, Staff


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in compares with. Only the services of sign-in ask for it."""

    staff: Staff
    password_hash: str
    totp_secret: str
    totp_last: int
    """Number of the last 30-second step whose code was used."""


class StaffStore(Protocol):
    async def add(self, staff: Staff) -> None: ...

    async def get(self, staff_id: UUID) -> Staff:
        """Raises NotFoundError."""

    async def by_login(self, login: str) -> Staff | None: ...

    async def listed(self) -> list[Staff]:
        """Everybody, by name; who no longer works here comes last."""

    async def order_changes(self) -> None:
        """Changes of who may do what follow one another until this transaction ends."""

    async def save(self, staff: Staff) -> None:
        """Writes name, login, roles, permissions, language, active and on call."""

    async def credentials(self, staff_id: UUID) -> Credentials:
        """Raises NotFoundError."""

    async def set_password(self, staff_id: UUID, password_hash: str) -> None: ...

    async def set_totp(self, staff_id: UUID, secret: str, *, enabled: bool) -> None:
        """An empty secret takes it away."""

    async def use_totp_step(self, staff_id: UUID, step: int) -> bool:
        """False when this step or a later one was used before."""

    async def link_telegram(self, staff_id: UUID, chat: str) -> None:
        """An empty chat unlinks. A chat is linked to one person: whoever had it loses it."""

    async def telegram_chat(self, staff_id: UUID) -> str: ...

    async def by_telegram(self, chat: str) -> Staff | None: ...


class Links(Protocol):
    async def add(self, link: OneTimeLink, token: str) -> None:
        """Earlier unused links of the same purpose and person end."""

    async def find(self, token: str, now: datetime) -> OneTimeLink | None:
        """None when unknown, used or expired."""

    async def use(self, token: str, now: datetime) -> OneTimeLink | None:
        """As `find`, and used from now on: of two at once, one gets it."""

    async def open_of(self, staff_id: UUID, now: datetime) -> list[OneTimeLink]: ...

    async def end(self, staff_id: UUID) -> None: ...


class Sessions(Protocol):
    async def add(self, session: ConsoleSession, token: str) -> None: ...

    async def find(self, token: str) -> ConsoleSession | None: ...

    async def seen(self, session_id: UUID, now: datetime) -> None: ...

    async def of_staff(self, staff_id: UUID) -> list[ConsoleSession]: ...

    async def end(self, session_id: UUID, staff_id: UUID) -> None: ...

    async def end_all(self, staff_id: UUID, *, but: UUID | None = None) -> None: ...

    async def end_before(self, created: datetime, seen: datetime) -> int:
        """Ends those made before the one or last seen before the other."""


class Tokens(Protocol):
    async def add(self, token: ApiToken, secret: str) -> None: ...

    async def find(self, secret: str, now: datetime) -> tuple[ApiToken, Staff] | None:
        """None when unknown, expired, revoked, or its owner no longer works here. Notes the use."""

    async def of_staff(self, staff_id: UUID) -> list[ApiToken]: ...

    async def listed(self) -> list[ApiToken]: ...

    async def revoke(self, token_id: UUID, now: datetime) -> None: ...

    async def revoke_all(self, staff_id: UUID, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class AuditEntry:
    position: int
    at: datetime
    actor: str
    """A staff id, or `system`, `command line`."""
    verb: str
    object_kind: str = ""
    object_id: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


class Audit(Protocol):
    """Append-only. Ids and words of ours only, never what a person wrote."""

    async def record(
        self,
        actor: str | UUID,
        verb: str,
        object_kind: str = "",
        object_id: str | UUID = "",
        **detail: Any,
    ) -> None: ...

    async def listed(
        self,
        *,
        kinds: Sequence[str] = (),
        verbs: Sequence[str] = (),
        actor: UUID | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[AuditEntry]:
        """Newest first; all of them where nothing is chosen."""

    async def of(self, object_kind: str, object_id: str | UUID) -> list[AuditEntry]: ...

    async def last(self, actor: UUID, verb: str, object_kind: str, object_id: str | UUID) -> datetime | None:
        """When the actor did this last."""


class Passwords(Protocol):
    """How passwords are hashed. Takes memory and time on purpose, so only a few at once."""

    async def hash(self, password: str) -> str:
        """Raises BusyError."""

    async def fits(self, password: str, hashed: str) -> bool:
        """False for an empty hash, after the same time as for any other. Raises BusyError."""
