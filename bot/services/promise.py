"""By when somebody answers: nothing is promised until the association's page is confirmed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.services.ports import UnitOfWork
from bot.services.working_clock import WorkingClock

AMMAN = ZoneInfo("Asia/Amman")
NORMAL = "normal"


async def promised(tx: UnitOfWork, queue: str, now: datetime) -> datetime | None:
    page = await tx.pages.organisation()
    if not page.confirmed:
        return None
    target = page.targets.get(queue) or page.targets.get(NORMAL)
    return None if target is None else (await working_clock(tx)).after(now, target)


async def desk_opens(tx: UnitOfWork, now: datetime) -> datetime | None:
    """When the desk opens next, or now when it is open; None until the page is confirmed."""
    page = await tx.pages.organisation()
    return (await working_clock(tx)).after(now, timedelta(0)) if page.confirmed else None


async def working_clock(tx: UnitOfWork) -> WorkingClock:
    return WorkingClock(await tx.pages.organisation(), await tx.pages.holidays(), AMMAN)
