"""Staff and what they sign in with."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update

from bot.domain.errors import NotFoundError
from bot.domain.staff import Permission, Role, Staff
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import staff
from bot.services.ports import Credentials

_SECRET = "staff.totp_secret"  # noqa: S105 the place of a sealed column
_CHAT = "staff.telegram_chat"


class SqlStaff(Repository):
    async def add(self, person: Staff) -> None:
        await self._connection.execute(insert(staff).values(id=person.id, **_saved(person)))

    async def get(self, staff_id: UUID) -> Staff:
        return as_staff(await self._row(staff_id))

    async def by_login(self, login: str) -> Staff | None:
        return await self._found(staff.c.login == login)

    async def listed(self) -> list[Staff]:
        rows = await self._connection.execute(
            select(staff).order_by(staff.c.active.desc(), staff.c.name, staff.c.id)
        )
        return [as_staff(row) for row in rows]

    async def order_changes(self) -> None:
        await self._store.order_lock("who may do what")

    async def save(self, person: Staff) -> None:
        await self._set(person.id, **_saved(person))

    async def credentials(self, staff_id: UUID) -> Credentials:
        row = await self._row(staff_id)
        secret = self._cipher.open_text(_SECRET, row.id, row.totp_secret)
        return Credentials(as_staff(row), row.password_hash or "", secret, row.totp_last)

    async def set_password(self, staff_id: UUID, password_hash: str) -> None:
        await self._set(staff_id, password_hash=password_hash)

    async def set_totp(self, staff_id: UUID, secret: str, *, enabled: bool) -> None:
        sealed = self._cipher.seal_text(_SECRET, staff_id, secret) if secret else None
        await self._set(staff_id, totp_secret=sealed, totp_enabled=enabled)

    async def use_totp_step(self, staff_id: UUID, step: int) -> bool:
        used = await self._connection.scalar(
            update(staff)
            .where(staff.c.id == staff_id, staff.c.totp_last < step)
            .values(totp_last=step)
            .returning(staff.c.id)
        )
        return used is not None

    async def link_telegram(self, staff_id: UUID, chat: str) -> None:
        if not chat:
            await self._set(staff_id, telegram_chat=None, telegram_hash=None)
            return
        hashed = self._cipher.digest("staff telegram", chat)
        await self._connection.execute(
            update(staff)
            .where(staff.c.telegram_hash == hashed)
            .values(telegram_chat=None, telegram_hash=None)
        )
        sealed = self._cipher.seal_text(_CHAT, staff_id, chat)
        await self._set(staff_id, telegram_chat=sealed, telegram_hash=hashed)

    async def telegram_chat(self, staff_id: UUID) -> str:
        row = await self._row(staff_id)
        return self._cipher.open_text(_CHAT, row.id, row.telegram_chat)

    async def by_telegram(self, chat: str) -> Staff | None:
        return await self._found(staff.c.telegram_hash == self._cipher.digest("staff telegram", chat))

    async def _found(self, condition: ColumnElement[bool]) -> Staff | None:
        row = (await self._connection.execute(select(staff).where(condition))).one_or_none()
        return None if row is None else as_staff(row)

    async def _row(self, staff_id: UUID) -> Row[Any]:
        row = (await self._connection.execute(select(staff).where(staff.c.id == staff_id))).one_or_none()
        if row is None:
            raise NotFoundError
        return row

    async def _set(self, staff_id: UUID, **values: Any) -> None:
        await self._connection.execute(update(staff).where(staff.c.id == staff_id).values(**values))


def _saved(person: Staff) -> dict[str, Any]:
    return {
        "name": person.name,
        "login": person.login,
        "roles": sorted(person.roles),
        "permissions": sorted(person.permissions),
        "language": person.language,
        "active": person.active,
        "on_call": person.on_call,
    }


def as_staff(row: Row[Any]) -> Staff:
    return Staff(
        id=row.id,
        name=row.name,
        login=row.login,
        roles=frozenset(map(Role, row.roles)),
        permissions=frozenset(map(Permission, row.permissions)),
        language=row.language,
        active=row.active,
        on_call=row.on_call,
        has_password=row.password_hash is not None,
        totp_enabled=row.totp_enabled,
        telegram_linked=row.telegram_hash is not None,
    )
