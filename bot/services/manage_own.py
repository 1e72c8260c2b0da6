"""What staff set for themselves."""

from dataclasses import replace

from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import UnitOfWork


async def choose_language(tx: UnitOfWork, staff: Staff, language: str) -> None:
    present = await tx.staff.get(staff.id)
    await tx.staff.save(replace(present, language=language))


async def go_on_call(tx: UnitOfWork, staff: Staff, *, on: bool) -> None:
    """Whoever is on call is told of a crisis even when no browser is open."""
    require(staff, Act.GO_ON_CALL)
    present = await tx.staff.get(staff.id)
    await tx.staff.save(replace(present, on_call=on))
    await tx.audit.record(staff.id, "went_on_call" if on else "went_off_call", "staff", staff.id)
