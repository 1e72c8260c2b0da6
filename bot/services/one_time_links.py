"""Links that let somebody set a password: the first administrator, an invitation, a reset.

The token stands in the address's fragment, which browsers send to nobody, and is used up by setting the
password: looking at the page, as link previews do, uses up nothing.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.clock import Clock
from bot.domain.errors import RafeeqError
from bot.domain.staff import LinkPurpose, OneTimeLink, Role, Staff
from bot.services.ports import Passwords, UnitOfWork, UnitOfWorkFactory
from bot.services.set_password import check_new
from bot.services.staff_names import check_name, require_free_login

LIFE = timedelta(minutes=60)
PATH = "/welcome"


class LinkOverError(RafeeqError):
    """Unknown, used, expired, or no longer needed."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link is for; nobody yet for the first administrator's."""

    purpose: LinkPurpose
    staff: Staff | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody fills in at a link; the last two only at the first administrator's."""

    password: str
    again: str
    name: str = ""
    also_caseworker: bool = False


def link_address(base_url: str, token: str) -> str:
    return f"{base_url}{PATH}#{token}"


async def issue_first_admin_link(tx: UnitOfWork, now: datetime) -> str | None:
    """A new token; None when an administrator exists. Earlier ones end."""
    if _has_administrator(await tx.staff.listed()):
        return None
    return await _issue(tx, LinkPurpose.FIRST_ADMIN, None, now)


async def issue_link(tx: UnitOfWork, staff: Staff, now: datetime) -> str:
    """An invitation for who has no password yet, else a reset."""
    purpose = LinkPurpose.RESET if staff.has_password else LinkPurpose.INVITATION
    return await _issue(tx, purpose, staff.id, now)


async def _issue(tx: UnitOfWork, purpose: LinkPurpose, staff_id: UUID | None, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    await tx.links.add(OneTimeLink(uuid4(), purpose, staff_id, now + LIFE), token)
    return token


class TakeLink:
    def __init__(self, begin: UnitOfWorkFactory, passwords: Passwords, clock: Clock) -> None:
        self._begin = begin
        self._passwords = passwords
        self._clock = clock

    async def look(self, token: str) -> Invited:
        """Raises LinkOverError. Uses up nothing."""
        async with self._begin() as tx:
            return await _invited(tx, await tx.links.find(token, self._clock()))

    async def take(self, token: str, wish: Wish) -> Staff:
        """Sets the password and uses up the link. Raises LinkOverError, InvalidInputError, BusyError."""
        invited = await self.look(token)
        names = (invited.staff.name, invited.staff.login) if invited.staff else (check_name(wish.name),)
        check_new(wish.password, wish.again, *names)
        hashed = await self._passwords.hash(wish.password)
        async with self._begin() as tx:
            await tx.staff.order_changes()
            invited = await _invited(tx, await tx.links.use(token, self._clock()))
            staff = invited.staff or await _first_administrator(tx, wish)
            await _enter(tx, staff, hashed, invited.purpose)
            return await tx.staff.get(staff.id)


async def _invited(tx: UnitOfWork, link: OneTimeLink | None) -> Invited:
    if link is None or link.purpose is LinkPurpose.TELEGRAM:
        raise LinkOverError
    if link.purpose is LinkPurpose.FIRST_ADMIN and _has_administrator(await tx.staff.listed()):
        raise LinkOverError
    staff = await tx.staff.get(link.staff_id) if link.staff_id else None
    if staff is not None and not staff.active:
        raise LinkOverError
    return Invited(link.purpose, staff)


async def _first_administrator(tx: UnitOfWork, wish: Wish) -> Staff:
    name, login = await require_free_login(tx, wish.name)
    roles = {Role.ADMINISTRATOR} | ({Role.CASEWORKER} if wish.also_caseworker else set())
    staff = Staff(uuid4(), name, login, frozenset(roles), frozenset())
    await tx.staff.add(staff)
    return staff


async def _enter(tx: UnitOfWork, staff: Staff, hashed: str, purpose: LinkPurpose) -> None:
    await tx.staff.set_password(staff.id, hashed)
    await tx.sessions.end_all(staff.id)
    await tx.links.end(staff.id)
    await tx.audit.record(staff.id, "set_password_by_link", "staff", staff.id, purpose=purpose)


def _has_administrator(everybody: Iterable[Staff]) -> bool:
    """One who can sign in: an invitation alone opens no door."""
    return any(s.active and s.administers and s.has_password for s in everybody)
