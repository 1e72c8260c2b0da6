"""Contact points: found by a keyed hash of any of their addresses."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, insert, or_, select, update

from bot.domain.channel import Address, AddressKind, Channel
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import addresses, contact_points


class SqlContactPoints(Repository):
    async def reach(self, address: Address, aliases: Sequence[Address], profile_name: str) -> UUID:
        known = [address, *aliases]
        before = await self._find_any(known)
        if len(before) == len(set(known)) and len(set(before)) == 1:
            return before[0]
        for each in sorted(known, key=lambda a: (a.kind, a.value)):
            await self._store.order_lock(self._hash(each).hex())
        found = await self._find_any(known)
        contact_point_id = found[0] if found else await self._make(address.channel, profile_name)
        have = {(a.kind, a.value) for a in await self.addresses(contact_point_id)}
        for each in known:
            taken = await self._find_any([each])
            if (each.kind, each.value) not in have and not taken:
                await self._add_address(contact_point_id, each)
        return contact_point_id

    async def addresses(self, contact_point_id: UUID) -> list[Address]:
        rows = await self._connection.execute(
            select(addresses)
            .where(addresses.c.contact_point_id == contact_point_id)
            .order_by(addresses.c.kind)
        )
        return [
            Address(
                Channel(r.channel),
                AddressKind(r.kind),
                self._cipher.open_text("addresses.value", r.id, r.value),
            )
            for r in rows
        ]

    async def find(self, channel: Channel, value: str) -> UUID | None:
        kinds = [Address(channel, kind, value) for kind in AddressKind]
        found = await self._find_any(kinds)
        return found[0] if found else None

    async def set_language(self, contact_point_id: UUID, language: str) -> None:
        await self._update(contact_point_id, language=language)

    async def set_discreet(self, contact_point_id: UUID, on: bool) -> None:
        await self._update(contact_point_id, discreet=on)

    async def mark_notice_given(self, contact_point_id: UUID) -> None:
        await self._update(contact_point_id, notice_given=True)

    async def mark_unreachable(self, contact_point_id: UUID, at: datetime | None) -> None:
        await self._update(contact_point_id, unreachable_at=at)

    async def _update(self, contact_point_id: UUID, **values: Any) -> None:
        await self._connection.execute(
            update(contact_points).where(contact_points.c.id == contact_point_id).values(**values)
        )

    async def _find_any(self, known: Sequence[Address]) -> list[UUID]:
        fits = or_(
            *(
                and_(
                    addresses.c.channel == a.channel,
                    addresses.c.kind == a.kind,
                    addresses.c.hash == self._hash(a),
                )
                for a in known
            )
        )
        return list(await self._connection.scalars(select(addresses.c.contact_point_id).where(fits)))

    async def _make(self, channel: Channel, profile_name: str) -> UUID:
        row = uuid4()
        name = (
            self._cipher.seal_text("contact_points.profile_name", row, profile_name) if profile_name else None
        )
        await self._connection.execute(
            insert(contact_points).values(id=row, channel=channel, profile_name=name)
        )
        return row

    async def _add_address(self, contact_point_id: UUID, address: Address) -> None:
        row = uuid4()
        await self._connection.execute(
            insert(addresses).values(
                id=row,
                contact_point_id=contact_point_id,
                channel=address.channel,
                kind=address.kind,
                hash=self._hash(address),
                value=self._cipher.seal_text("addresses.value", row, address.value),
            )
        )

    def _hash(self, address: Address) -> bytes:
        return self._cipher.digest(f"address {address.channel} {address.kind}", address.value)
