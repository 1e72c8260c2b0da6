"""Sessions of the console: opened by signing in, ended by idleness, age, sign-out or a change of access."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.staff import ConsoleSession, Staff
from bot.services.ports import UnitOfWork

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)
_AGENT_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class OpenSession:
    session: ConsoleSession
    token: str
    """Goes into the browser's cookie and nowhere else."""


async def open_session(tx: UnitOfWork, staff_id: UUID, user_agent: str, now: datetime) -> OpenSession:
    session = ConsoleSession(
        id=uuid4(),
        staff_id=staff_id,
        csrf=secrets.token_urlsafe(32),
        created_at=now,
        seen_at=now,
        user_agent=user_agent[:_AGENT_CHARACTERS],
    )
    token = secrets.token_urlsafe(32)
    await tx.sessions.add(session, token)
    await tx.audit.record(staff_id, "signed_in", "session", session.id)
    return OpenSession(session, token)


async def whose_session(
    tx: UnitOfWork, token: str, now: datetime, *, in_background: bool = False
) -> tuple[Staff, ConsoleSession] | None:
    """None when it is over. What the page does by itself (`in_background`) keeps no session alive."""
    session = await tx.sessions.find(token)
    if session is None or is_over(session, now):
        return None
    staff = await tx.staff.get(session.staff_id)
    if not staff.active:
        return None
    if not in_background and now - session.seen_at >= _NOTED_EVERY:
        await tx.sessions.seen(session.id, now)
    return staff, session


def is_over(session: ConsoleSession, now: datetime) -> bool:
    return now - session.seen_at >= IDLE or now - session.created_at >= ABSOLUTE


async def open_sessions(tx: UnitOfWork, staff_id: UUID, now: datetime) -> list[ConsoleSession]:
    return [s for s in await tx.sessions.of_staff(staff_id) if not is_over(s, now)]


async def end_session(tx: UnitOfWork, staff: Staff, session_id: UUID) -> None:
    await tx.sessions.end(session_id, staff.id)
    await tx.audit.record(staff.id, "signed_out", "session", session_id)


async def end_other_sessions(tx: UnitOfWork, staff: Staff, kept: UUID) -> None:
    await tx.sessions.end_all(staff.id, but=kept)
    await tx.audit.record(staff.id, "signed_out_elsewhere", "staff", staff.id)


async def forget_ended(tx: UnitOfWork, now: datetime) -> int:
    return await tx.sessions.end_before(now - ABSOLUTE, now - IDLE)
