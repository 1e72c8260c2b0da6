"""Who works here and what they may do. There is always an administrator who can sign in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.errors import InvalidInputError, RafeeqError
from bot.domain.staff import Permission, Role, Staff
from bot.services.access import Act, require
from bot.services.let_go import put_back_all
from bot.services.one_time_links import issue_link
from bot.services.ports import UnitOfWork
from bot.services.staff_names import require_free_login


class LastAdministratorError(RafeeqError):
    """Without this administrator nobody could manage staff any more."""


@dataclass(frozen=True, slots=True)
class Access:
    roles: frozenset[Role]
    permissions: frozenset[Permission] = frozenset()


@dataclass(frozen=True, slots=True)
class NewStaff:
    name: str
    access: Access
    login: str = ""
    """By which they sign in; empty: their name."""


async def invite(tx: UnitOfWork, actor: Staff, who: NewStaff, now: datetime) -> tuple[Staff, str]:
    """The new member and the token of their invitation. Raises InvalidInputError."""
    require(actor, Act.MANAGE_STAFF)
    staff = await add_staff(tx, who, by=str(actor.id))
    return staff, await issue_link(tx, staff, now)


async def add_staff(tx: UnitOfWork, who: NewStaff, *, by: str) -> Staff:
    """Without a password yet. Raises InvalidInputError."""
    _require_role(who.access)
    await tx.staff.order_changes()
    shown, wanted = await require_free_login(tx, who.name, who.login)
    staff = Staff(uuid4(), shown, wanted, who.access.roles, who.access.permissions)
    await tx.staff.add(staff)
    await tx.audit.record(by, "added_staff", "staff", staff.id, **_told(who.access))
    return staff


async def change_access(tx: UnitOfWork, actor: Staff, staff_id: UUID, access: Access, now: datetime) -> None:
    """Raises InvalidInputError, LastAdministratorError."""
    require(actor, Act.MANAGE_STAFF)
    _require_role(access)
    await tx.staff.order_changes()
    present = await tx.staff.get(staff_id)
    changed = replace(present, roles=access.roles, permissions=access.permissions)
    if not changed.works_with_people:
        changed = replace(changed, on_call=False)
        await put_back_all(tx, actor, staff_id, now)
    await _save(tx, changed)
    await tx.audit.record(actor.id, "changed_access", "staff", staff_id, **_told(access))


async def rename(tx: UnitOfWork, actor: Staff, staff_id: UUID, name: str, login: str) -> None:
    require(actor, Act.MANAGE_STAFF)
    await tx.staff.order_changes()
    shown, wanted = await require_free_login(tx, name, login, own=staff_id)
    await tx.staff.save(replace(await tx.staff.get(staff_id), name=shown, login=wanted))
    await tx.audit.record(actor.id, "renamed", "staff", staff_id)


async def deactivate(tx: UnitOfWork, actor: Staff, staff_id: UUID, now: datetime) -> None:
    """They are out at once, everywhere; whom they were answering waits for a colleague.

    Raises LastAdministratorError.
    """
    require(actor, Act.MANAGE_STAFF)
    await tx.staff.order_changes()
    present = await tx.staff.get(staff_id)
    await _save(tx, replace(present, active=False, on_call=False))
    await put_back_all(tx, actor, staff_id, now)
    await tx.sessions.end_all(staff_id)
    await tx.links.end(staff_id)
    await tx.tokens.revoke_all(staff_id, now)
    await tx.staff.link_telegram(staff_id, "")
    await tx.audit.record(actor.id, "deactivated", "staff", staff_id)


async def reactivate(tx: UnitOfWork, actor: Staff, staff_id: UUID) -> None:
    require(actor, Act.MANAGE_STAFF)
    await tx.staff.order_changes()
    await tx.staff.save(replace(await tx.staff.get(staff_id), active=True))
    await tx.audit.record(actor.id, "reactivated", "staff", staff_id)


async def give_link(tx: UnitOfWork, actor: Staff, staff_id: UUID, now: datetime) -> str:
    """The token of a new invitation or reset."""
    require(actor, Act.MANAGE_STAFF)
    token = await issue_link(tx, await tx.staff.get(staff_id), now)
    await tx.audit.record(actor.id, "gave_link", "staff", staff_id)
    return token


async def turn_off_second_step(tx: UnitOfWork, actor: Staff, staff_id: UUID) -> None:
    """For whoever lost their phone."""
    require(actor, Act.MANAGE_STAFF)
    await tx.staff.set_totp(staff_id, "", enabled=False)
    await tx.audit.record(actor.id, "turned_off_second_step", "staff", staff_id)


async def _save(tx: UnitOfWork, changed: Staff) -> None:
    others = (s for s in await tx.staff.listed() if s.id != changed.id)
    if not _some_administrator((*others, changed)):
        raise LastAdministratorError
    await tx.staff.save(changed)


def _some_administrator(everybody: Iterable[Staff]) -> bool:
    return any(s.active and s.administers and s.has_password for s in everybody)


def _require_role(access: Access) -> None:
    if not access.roles:
        raise InvalidInputError("roles", "no_role")


def _told(access: Access) -> dict[str, list[str]]:
    return {"roles": sorted(access.roles), "permissions": sorted(access.permissions)}
