"""A staff member's own Telegram, to which alarms go: linked by a code that the console shows."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from bot.domain.staff import LinkPurpose, OneTimeLink, Staff
from bot.services.ports import UnitOfWork

LIFE = timedelta(minutes=15)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CHARACTERS = 12
"""60 bits: nobody guesses it while it lives, so that tries need no counting."""


async def make_telegram_code(tx: UnitOfWork, staff: Staff, now: datetime) -> str:
    """To be sent to the association's bot as `/start CODE`. Earlier ones end."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CHARACTERS))
    await tx.links.add(OneTimeLink(uuid4(), LinkPurpose.TELEGRAM, staff.id, now + LIFE), code)
    return code


async def link_staff_telegram(tx: UnitOfWork, code: str, chat: str, now: datetime) -> Staff | None:
    """Who they are from now on; None when this is no code of ours, or it is over."""
    token = code.strip().upper().replace("-", "")
    found = await tx.links.find(token, now) if len(token) == _CHARACTERS else None
    if found is None or found.purpose is not LinkPurpose.TELEGRAM or found.staff_id is None:
        return None
    if await tx.links.use(token, now) is None:
        return None
    await tx.staff.link_telegram(found.staff_id, chat)
    await tx.audit.record(found.staff_id, "linked_telegram", "staff", found.staff_id)
    return await tx.staff.get(found.staff_id)


async def unlink_staff_telegram(tx: UnitOfWork, staff: Staff) -> None:
    await tx.staff.link_telegram(staff.id, "")
    await tx.audit.record(staff.id, "unlinked_telegram", "staff", staff.id)
