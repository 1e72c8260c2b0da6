"""Reminders, the waiting list, and what is being arranged between two messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.appointment import (
    Reminder,
    ReminderKind,
    ReminderStatus,
    Waiting,
    WaitingStatus,
    Wish,
)
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import bookings, reminders, waiting_list

_OPEN = (WaitingStatus.WAITING, WaitingStatus.ASKED)
_FAILED = (ReminderStatus.LATE, ReminderStatus.CLOSED, ReminderStatus.UNREACHABLE)


class SqlReminders(Repository):
    async def plan(self, planned: Sequence[Reminder]) -> None:
        about = {reminder.appointment_id for reminder in planned}
        await self._connection.execute(delete(reminders).where(reminders.c.appointment_id.in_(about)))
        for reminder in planned:
            await self._connection.execute(
                insert(reminders).values(
                    id=reminder.id,
                    appointment_id=reminder.appointment_id,
                    kind=reminder.kind,
                    due_at=reminder.due_at,
                )
            )

    async def drop(self, appointment_id: UUID, now: datetime) -> None:
        await self._connection.execute(
            update(reminders)
            .where(reminders.c.appointment_id == appointment_id, reminders.c.status == ReminderStatus.DUE)
            .values(status=ReminderStatus.DROPPED, done_at=now)
        )

    async def take_due(self, now: datetime, limit: int = 20) -> list[Reminder]:
        rows = await self._connection.execute(
            select(reminders)
            .where(reminders.c.status == ReminderStatus.DUE, reminders.c.due_at <= now)
            .order_by(reminders.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [_reminder(row) for row in rows]

    async def save(self, reminder: Reminder) -> None:
        await self._connection.execute(
            update(reminders)
            .where(reminders.c.id == reminder.id)
            .values(
                due_at=reminder.due_at,
                status=reminder.status,
                message_id=reminder.message_id,
                done_at=reminder.done_at,
            )
        )

    async def of_appointments(self, appointment_ids: Sequence[UUID]) -> list[Reminder]:
        rows = await self._connection.execute(
            select(reminders)
            .where(reminders.c.appointment_id.in_(appointment_ids))
            .order_by(reminders.c.due_at)
        )
        return [_reminder(row) for row in rows]

    async def unsent(self, since: datetime) -> list[Reminder]:
        rows = await self._connection.execute(
            select(reminders)
            .where(reminders.c.status.in_(_FAILED), reminders.c.done_at >= since)
            .order_by(reminders.c.due_at)
        )
        return [_reminder(row) for row in rows]


class SqlWaitingList(Repository):
    async def add(self, waiting: Waiting) -> None:
        await self._connection.execute(
            insert(waiting_list).values(
                id=waiting.id,
                conversation_id=waiting.conversation_id,
                service_id=waiting.service_id,
                wish=waiting.wish.dump(),
                since=waiting.since,
            )
        )

    async def save(self, waiting: Waiting) -> None:
        await self._connection.execute(
            update(waiting_list)
            .where(waiting_list.c.id == waiting.id)
            .values(
                status=waiting.status,
                appointment_id=waiting.appointment_id,
                passed=waiting.passed,
                wish=waiting.wish.dump(),
            )
        )

    async def open(self, service_id: UUID | None = None) -> list[Waiting]:
        query = select(waiting_list).where(waiting_list.c.status.in_(_OPEN))
        return await self._list(query.where(waiting_list.c.service_id == service_id) if service_id else query)

    async def of_conversation(self, conversation_id: UUID) -> list[Waiting]:
        mine = waiting_list.c.conversation_id == conversation_id
        return await self._list(select(waiting_list).where(mine, waiting_list.c.status.in_(_OPEN)))

    async def lock_service(self, service_id: UUID) -> None:
        await self._store.order_lock(f"waiting:{service_id}")

    async def _list(self, query: Select[Any]) -> list[Waiting]:
        order = waiting_list.c.passed, waiting_list.c.since, waiting_list.c.id
        rows = await self._connection.execute(query.order_by(*order))
        return [_waiting(row) for row in rows]


class SqlBookings(Repository):
    async def load(self, conversation_id: UUID, since: datetime) -> dict[str, Any] | None:
        sealed = await self._connection.scalar(
            select(bookings.c.content).where(bookings.c.id == conversation_id, bookings.c.updated_at >= since)
        )
        found = self._cipher.open_json("bookings.content", conversation_id, sealed)
        return None if found is None else dict(found)

    async def save(self, conversation_id: UUID, content: Mapping[str, Any], step: str, now: datetime) -> None:
        values = {
            "id": conversation_id,
            "content": self._cipher.seal_json("bookings.content", conversation_id, dict(content)),
            "step": step,
            "updated_at": now,
        }
        await self._connection.execute(
            insert(bookings).values(**values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    async def erase(self, conversation_id: UUID) -> None:
        await self._connection.execute(delete(bookings).where(bookings.c.id == conversation_id))


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(
        row.id,
        row.appointment_id,
        ReminderKind(row.kind),
        row.due_at,
        ReminderStatus(row.status),
        row.message_id,
        row.done_at,
    )


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        row.id,
        row.conversation_id,
        row.service_id,
        Wish.load(row.wish),
        row.since,
        WaitingStatus(row.status),
        row.appointment_id,
        row.passed,
    )
