"""Services, rooms, working hours, leave."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.appointment import (
    USUAL,
    CalendarException,
    ExceptionKind,
    Gender,
    Manner,
    Room,
    Service,
    Span,
    StaffHours,
)
from bot.domain.errors import NotFoundError
from bot.domain.organisation import Hours
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import calendar_exceptions, rooms, services, staff, staff_hours

_OF_ITS_OWN = {"id", "code", "staff", "rooms", "active"}


class SqlCalendar(Repository):
    async def services(self, *, active: bool = True) -> list[Service]:
        query = select(services).order_by(services.c.rank, services.c.code)
        rows = await self._connection.execute(query.where(services.c.active) if active else query)
        return [_service(row) for row in rows]

    async def service(self, service_id: UUID) -> Service:
        row = (
            await self._connection.execute(select(services).where(services.c.id == service_id))
        ).one_or_none()
        if row is None:
            raise NotFoundError
        return _service(row)

    async def save_service(self, service: Service) -> None:
        values = {
            "id": service.id,
            "code": service.code,
            "content": {name: v for name, v in asdict(service).items() if name not in _OF_ITS_OWN},
            "staff_ids": sorted(service.staff),
            "room_ids": sorted(service.rooms),
            "active": service.active,
        }
        await self._connection.execute(
            insert(services).values(**values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    async def rooms(self, *, active: bool = True) -> list[Room]:
        query = select(rooms).order_by(rooms.c.name)
        rows = await self._connection.execute(query.where(rooms.c.active) if active else query)
        return [Room(row.id, row.name, row.active) for row in rows]

    async def save_room(self, room: Room) -> None:
        values = {"id": room.id, "name": room.name, "active": room.active}
        await self._connection.execute(
            insert(rooms).values(**values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    async def hours(self) -> Mapping[UUID, StaffHours]:
        rows = await self._connection.execute(
            select(staff_hours).join(staff, staff.c.id == staff_hours.c.staff_id).where(staff.c.active)
        )
        return {row.staff_id: _hours(row) for row in rows}

    async def save_hours(self, hours: StaffHours) -> None:
        values = {
            "staff_id": hours.staff_id,
            "weekly": {
                str(day): [[h.opens.isoformat(), h.closes.isoformat()] for h in spans]
                for day, spans in hours.weekly.items()
            },
            "gender": hours.gender or "",
        }
        await self._connection.execute(
            insert(staff_hours)
            .values(**values)
            .on_conflict_do_update(index_elements=["staff_id"], set_=values)
        )

    async def exceptions(self, first: datetime, last: datetime) -> list[CalendarException]:
        columns = calendar_exceptions.c
        rows = await self._connection.execute(
            select(calendar_exceptions)
            .where(columns.starts_at < last, columns.ends_at > first)
            .order_by(columns.starts_at, columns.id)
        )
        return [_exception(row) for row in rows]

    async def add_exception(self, exception: CalendarException) -> None:
        await self._connection.execute(
            insert(calendar_exceptions).values(
                id=exception.id,
                staff_id=exception.staff_id,
                room_id=exception.room_id,
                kind=exception.kind,
                starts_at=exception.span.start,
                ends_at=exception.span.end,
                reason=exception.reason,
            )
        )

    async def remove_exception(self, exception_id: UUID) -> None:
        await self._connection.execute(
            delete(calendar_exceptions).where(calendar_exceptions.c.id == exception_id)
        )


def _service(row: Row[Any]) -> Service:
    content = {**USUAL.get(row.code, {}), **row.content}
    return Service(
        id=row.id,
        code=row.code,
        staff=frozenset(row.staff_ids),
        rooms=frozenset(row.room_ids),
        active=row.active,
        **{**content, "manner": Manner(content.get("manner", Manner.PLACE))},
    )


def _hours(row: Row[Any]) -> StaffHours:
    weekly = {
        int(day): tuple(Hours(*(time.fromisoformat(t) for t in pair)) for pair in spans)
        for day, spans in row.weekly.items()
    }
    return StaffHours(row.staff_id, weekly, Gender(row.gender) if row.gender else None)


def _exception(row: Row[Any]) -> CalendarException:
    span = Span(row.starts_at, row.ends_at)
    return CalendarException(row.id, ExceptionKind(row.kind), span, row.staff_id, row.room_id, row.reason)
