"""People of the association who work in the console, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """Held beside a role."""

    PROTECTION = "protection"
    DATA_PROTECTION = "data_protection"


@dataclass(frozen=True, slots=True)
class Staff:
    id: UUID
    name: str
    login: str
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    language: str = "ar"
    active: bool = True
    on_call: bool = False
    has_password: bool = False
    totp_enabled: bool = False
    telegram_linked: bool = False

    @property
    def works_with_people(self) -> bool:
        """May see conversations at all. An administrator alone may not."""
        return bool(self.roles & {Role.CASEWORKER, Role.COORDINATOR})

    @property
    def sees_all(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def sees_restricted(self) -> bool:
        return Permission.PROTECTION in self.permissions

    @property
    def administers(self) -> bool:
        return Role.ADMINISTRATOR in self.roles


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    FIRST_ADMIN = "first_admin"
    INVITATION = "invitation"
    RESET = "reset"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """Its token is known only to whom it was given: stored hashed, used once, for 60 minutes."""

    id: UUID
    purpose: LinkPurpose
    staff_id: UUID | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    id: UUID
    staff_id: UUID
    name: str
    scope: str
    """`read` or `write`."""
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConsoleSession:
    id: UUID
    staff_id: UUID
    csrf: str
    created_at: datetime
    seen_at: datetime
    user_agent: str = ""
