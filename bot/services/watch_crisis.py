"""Keeps at an alarm until somebody acknowledges it: who is on call, again, the coordinators, the person.

Each step happens once: it is written down in the transaction that queues its alerts and the next look.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.crisis import AlertStep, CrisisAlert
from bot.domain.message import Delivery
from bot.domain.paging import Page
from bot.domain.staff import Role, Staff
from bot.services import outbox
from bot.services.ports import UnitOfWork
from bot.services.promise import desk_opens

PAUSE = timedelta(minutes=5)
"""Between one step and the next."""

_ORDER = (
    AlertStep.RAISED,
    AlertStep.ON_CALL_TOLD,
    AlertStep.ON_CALL_TOLD_AGAIN,
    AlertStep.COORDINATOR_TOLD,
    AlertStep.PERSON_TOLD,
)
_SLACK = timedelta(seconds=2)
"""A look that comes this little early is on time: clocks and queues are not exact."""


async def watch_crisis(tx: UnitOfWork, alert_id: UUID, now: datetime) -> None:
    alert = await tx.alerts.lock(alert_id)
    if alert.acknowledged_at is not None or alert.step is AlertStep.PERSON_TOLD:
        return
    due = _due(alert)
    if due - _SLACK > now:
        await tx.jobs.watch_crisis(alert.id, due)
        return
    await _take_step(tx, alert, now)


def _due(alert: CrisisAlert) -> datetime:
    return alert.raised_at if alert.step is AlertStep.RAISED else (alert.step_at or alert.raised_at) + PAUSE


async def _take_step(tx: UnitOfWork, alert: CrisisAlert, now: datetime) -> None:
    """Steps that would reach nobody are passed over, but the person is told only after the first pause."""
    staff = [s for s in await tx.staff.listed() if s.active and s.telegram_linked]
    for step in _ORDER[_ORDER.index(alert.step) + 1 : -1]:
        reached = _of_step(step, staff)
        if reached:
            await _page(tx, alert, reached, now)
            await _written(tx, alert, step, now)
            return
    if now + _SLACK < alert.raised_at + PAUSE:
        await tx.jobs.watch_crisis(alert.id, alert.raised_at + PAUSE)
        return
    await _tell_person(tx, alert, now)


def _of_step(step: AlertStep, staff: Sequence[Staff]) -> list[Staff]:
    """Where nobody is on call, coordinators and administrators are told at once."""
    if step in (AlertStep.ON_CALL_TOLD, AlertStep.ON_CALL_TOLD_AGAIN):
        return [s for s in staff if s.on_call]
    return [s for s in staff if s.roles & {Role.COORDINATOR, Role.ADMINISTRATOR}]


async def _page(tx: UnitOfWork, alert: CrisisAlert, staff: Sequence[Staff], now: datetime) -> None:
    for member in staff:
        page = Page(uuid4(), alert.id, member.id, "alert.crisis", Delivery.QUEUED, now)
        await tx.alerts.add_page(page)
        await tx.jobs.send_page(page.id)


async def _written(tx: UnitOfWork, alert: CrisisAlert, step: AlertStep, now: datetime) -> None:
    alert.step, alert.step_at = step, now
    await tx.alerts.save(alert)
    if step is not AlertStep.PERSON_TOLD:
        await tx.jobs.watch_crisis(alert.id, now + PAUSE)


async def _tell_person(tx: UnitOfWork, alert: CrisisAlert, now: datetime) -> None:
    conversation = await tx.conversations.lock(alert.conversation_id)
    await outbox.notify(tx, conversation, "crisis.nobody_yet")
    opens = await desk_opens(tx, now)
    if opens is not None and opens > now:
        await outbox.notify(tx, conversation, "crisis.desk_opens", {"by": {"moment": opens.isoformat()}})
    await _written(tx, alert, AlertStep.PERSON_TOLD, now)
    await tx.events.queue_changed()
