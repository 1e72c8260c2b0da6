"""Sessions and appointments. What may not overlap is kept apart by the table itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    any_,
    exists,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from bot.domain.appointment import FORGOTTEN_AFTER, Appointment, Reply, Session, Status
from bot.domain.errors import NotFoundError
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import appointments, bookings, services, sessions, staff_hours
from bot.services.ports.appointments import Arranging

_SEATED = (Status.HELD, Status.BOOKED, Status.KEPT, Status.MISSED)
_TAKEN = (
    select(func.count())
    .where(appointments.c.session_id == sessions.c.id, appointments.c.status.in_(_SEATED))
    .correlate(sessions)
    .scalar_subquery()
)
_DROP_EXPIRED = text("""
    with expired as (
        select id from appointments where status = 'held' and held_until <= :now for update skip locked
    ),
    gone as (delete from appointments a using expired where a.id = expired.id returning a.session_id)
    delete from sessions s using gone where s.id = gone.session_id and s.seats = 1
""")
_PLACE = "appointments"


class SqlAppointments(Repository):
    async def drop_expired_holds(self, now: datetime) -> None:
        await self._connection.execute(_DROP_EXPIRED, {"now": now})

    async def open_session(self, session: Session) -> bool:
        """`on conflict do nothing` makes two who insert at once wait for each other without a deadlock."""
        added = await self._connection.scalar(
            insert(sessions)
            .values(
                id=session.id,
                service_id=session.service_id,
                staff_id=session.staff_id,
                starts_at=session.start,
                ends_at=session.end,
                busy_until=session.busy_until,
                **_changing(session),
            )
            .on_conflict_do_nothing()
            .returning(sessions.c.id)
        )
        return added is not None

    async def save_session(self, session: Session) -> None:
        await self._connection.execute(
            update(sessions).where(sessions.c.id == session.id).values(**_changing(session))
        )

    async def sessions(self, first: datetime, last: datetime) -> list[Session]:
        columns = sessions.c
        rows = await self._connection.execute(
            select(sessions, _TAKEN.label("taken"))
            .where(columns.starts_at < last, columns.busy_until > first, ~columns.cancelled)
            .order_by(columns.starts_at, columns.id)
        )
        return [_session(row) for row in rows]

    async def lock_session(self, session_id: UUID) -> Session:
        """Locked first, counted after: a count in the same statement would be from before the wait."""
        lock = select(sessions.c.id).where(sessions.c.id == session_id).with_for_update()
        if await self._connection.scalar(lock) is None:
            raise NotFoundError
        query = select(sessions, _TAKEN.label("taken")).where(sessions.c.id == session_id)
        return _session((await self._connection.execute(query)).one())

    async def announced(self, now: datetime) -> list[Session]:
        columns = sessions.c
        rows = await self._connection.execute(
            select(sessions, _TAKEN.label("taken"))
            .where(columns.announced, ~columns.cancelled, columns.starts_at > now)
            .order_by(columns.starts_at, columns.id)
        )
        return [_session(row) for row in rows]

    async def add(self, appointment: Appointment) -> None:
        await self._connection.execute(
            insert(appointments).values(
                id=appointment.id, made_at=appointment.made_at, **self._row(appointment)
            )
        )

    async def get(self, appointment_id: UUID) -> Appointment:
        return await self._required(_all().where(appointments.c.id == appointment_id))

    async def lock(self, appointment_id: UUID) -> Appointment:
        return await self._required(
            _all().where(appointments.c.id == appointment_id).with_for_update(of=appointments)
        )

    async def save(self, appointment: Appointment) -> None:
        await self._connection.execute(
            update(appointments).where(appointments.c.id == appointment.id).values(**self._row(appointment))
        )

    async def held_by(self, conversation_id: UUID) -> Appointment | None:
        query = _all().where(
            appointments.c.conversation_id == conversation_id,
            appointments.c.status == Status.HELD,
            ~appointments.c.offered,
        )
        found = await self._list(query.with_for_update(of=appointments))
        return found[-1] if found else None

    async def ahead_of(self, conversation_id: UUID, now: datetime) -> list[Appointment]:
        return await self._list(
            _all().where(
                appointments.c.conversation_id == conversation_id,
                appointments.c.status == Status.BOOKED,
                sessions.c.ends_at > now,
            )
        )

    async def between(self, first: datetime, last: datetime) -> list[Appointment]:
        return await self._list(_all().where(sessions.c.starts_at < last, sessions.c.ends_at > first))

    async def of_session(self, session_id: UUID) -> list[Appointment]:
        mine = appointments.c.session_id == session_id
        return await self._list(_all().where(mine, appointments.c.status.in_(_SEATED)))

    async def arranging(self, conversation_id: UUID, now: datetime) -> Arranging:
        step = select(bookings.c.step).where(
            bookings.c.id == conversation_id, bookings.c.updated_at >= now - FORGOTTEN_AFTER
        )
        ahead = select(func.count()).where(
            appointments.c.session_id == sessions.c.id,
            appointments.c.conversation_id == conversation_id,
            appointments.c.status == Status.BOOKED,
            sessions.c.ends_at > now,
        )
        groups = select(func.count()).where(
            sessions.c.announced, ~sessions.c.cancelled, sessions.c.starts_at > now
        )
        working = staff_hours.c.weekly != literal_column("'{}'::jsonb")
        given = exists().where(
            services.c.active, staff_hours.c.staff_id == any_(services.c.staff_ids), working
        )
        parts = [each.scalar_subquery() for each in (step, ahead, groups)]
        row = (await self._connection.execute(select(*parts, given))).one()
        return Arranging(row[0] or "", row[1], row[2], row[3])

    async def _required(self, query: Select[Any]) -> Appointment:
        found = await self._list(query)
        if not found:
            raise NotFoundError
        return found[0]

    async def _list(self, query: Select[Any]) -> list[Appointment]:
        rows = await self._connection.execute(query.order_by(sessions.c.starts_at, appointments.c.made_at))
        return [self._appointment(row) for row in rows]

    def _row(self, appointment: Appointment) -> dict[str, Any]:
        seal, row = self._cipher.seal_text, appointment.id
        return {
            "session_id": appointment.session.id,
            "conversation_id": appointment.conversation_id,
            "status": appointment.status,
            "held_until": appointment.held_until,
            "for_whom": seal(f"{_PLACE}.for_whom", row, appointment.for_whom)
            if appointment.for_whom
            else None,
            "note": seal(f"{_PLACE}.note", row, appointment.note) if appointment.note else None,
            "reply": appointment.reply or "",
            "made_by": appointment.made_by,
            "replaces": appointment.replaces,
            "ended_at": appointment.ended_at,
            "ended_why": appointment.ended_why,
            "offered": appointment.offered,
        }

    def _appointment(self, row: Row[Any]) -> Appointment:
        return Appointment(
            id=row.seat_id,
            session=_session(row),
            status=Status(row.status),
            made_at=row.made_at,
            conversation_id=row.conversation_id,
            held_until=row.held_until,
            for_whom=self._cipher.open_text(f"{_PLACE}.for_whom", row.seat_id, row.for_whom),
            note=self._cipher.open_text(f"{_PLACE}.note", row.seat_id, row.note),
            reply=Reply(row.reply) if row.reply else None,
            made_by=row.made_by,
            replaces=row.replaces,
            ended_at=row.ended_at,
            ended_why=row.ended_why,
            offered=row.offered,
        )


def _all() -> Select[Any]:
    own: list[ColumnElement[Any]] = [c for c in appointments.c if c.name not in ("id", "session_id")]
    return select(
        sessions, appointments.c.id.label("seat_id"), *own, literal_column("0").label("taken")
    ).join_from(appointments, sessions, appointments.c.session_id == sessions.c.id)


def _changing(session: Session) -> dict[str, Any]:
    return {
        "room_id": session.room_id,
        "seats": session.seats,
        "content": {"title": dict(session.title), "description": dict(session.description)},
        "announced": session.announced,
        "cancelled": session.cancelled,
    }


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        service_id=row.service_id,
        start=row.starts_at,
        end=row.ends_at,
        busy_until=row.busy_until,
        staff_id=row.staff_id,
        room_id=row.room_id,
        seats=row.seats,
        title=row.content.get("title", {}),
        description=row.content.get("description", {}),
        announced=row.announced,
        cancelled=row.cancelled,
        taken=row.taken,
    )
