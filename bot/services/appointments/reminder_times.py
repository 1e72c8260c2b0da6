"""When people are reminded: the day before and two hours before, never in quiet hours."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from bot.domain.appointment import Appointment, Reminder, ReminderKind
from bot.domain.organisation import Organisation
from bot.services.appointments.agenda import AMMAN
from bot.services.ports import UnitOfWork

AHEAD = {ReminderKind.DAY: timedelta(days=1), ReminderKind.HOURS: timedelta(hours=2)}
STILL_USEFUL = {ReminderKind.DAY: timedelta(hours=3), ReminderKind.HOURS: timedelta(minutes=30)}
"""Sent late up to so long before the beginning."""
_BEFORE_QUIET = timedelta(minutes=30)
_FRESH = timedelta(hours=1)
"""What was booked so shortly before needs no reminder yet."""


def reminder_times(start: datetime, page: Organisation, now: datetime) -> dict[ReminderKind, datetime]:
    times = {kind: out_of_quiet(start - ahead, page) for kind, ahead in AHEAD.items()}
    return {kind: at for kind, at in times.items() if at > now + _FRESH}


def is_quiet(at: datetime, page: Organisation) -> bool:
    clock = at.astimezone(AMMAN).time()
    if page.quiet_from <= page.quiet_until:
        return page.quiet_from <= clock < page.quiet_until
    return clock >= page.quiet_from or clock < page.quiet_until


def out_of_quiet(at: datetime, page: Organisation) -> datetime:
    """The same moment, or the evening before the quiet hours that it falls into."""
    if not is_quiet(at, page):
        return at
    local = at.astimezone(AMMAN)
    evening = _clock_on(local, page.quiet_from)
    if evening > local:
        evening -= timedelta(days=1)
    return evening - _BEFORE_QUIET


def quiet_ends(at: datetime, page: Organisation) -> datetime:
    """Now, or when the quiet hours are over."""
    if not is_quiet(at, page):
        return at
    local = at.astimezone(AMMAN)
    morning = _clock_on(local, page.quiet_until)
    return morning if morning > local else morning + timedelta(days=1)


async def plan_reminders(tx: UnitOfWork, appointment: Appointment, now: datetime) -> None:
    if appointment.conversation_id is None:
        return
    times = reminder_times(appointment.start, await tx.pages.organisation(), now)
    await tx.reminders.plan([Reminder(uuid4(), appointment.id, kind, at) for kind, at in times.items()])


def _clock_on(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, AMMAN)
