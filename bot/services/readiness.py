"""What an association should mend before somebody is let down by it. For the overview and for `doctor`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.staff import Permission, Staff
from bot.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Concern:
    code: str
    count: int = 0


async def concerns(tx: UnitOfWork, *, telegram_on: bool) -> list[Concern]:
    """The gravest first."""
    working = [s for s in await tx.staff.listed() if s.active and s.has_password]
    found = [*_about_crises(working, telegram_on=telegram_on), *_about_staff(working)]
    if not (await tx.pages.organisation()).confirmed:
        found.append(Concern("page_not_confirmed"))
    undelivered = await tx.messages.count_undelivered()
    if undelivered:
        found.append(Concern("undelivered", undelivered))
    return found


def _about_crises(working: Sequence[Staff], *, telegram_on: bool) -> Iterator[Concern]:
    on_call = [s for s in working if s.on_call]
    if not telegram_on:
        yield Concern("telegram_off")
    if not on_call:
        yield Concern("nobody_on_call")
    elif telegram_on and not any(s.telegram_linked for s in on_call):
        yield Concern("on_call_unreachable", len(on_call))


def _about_staff(working: Sequence[Staff]) -> Iterator[Concern]:
    if not any(s.works_with_people for s in working):
        yield Concern("nobody_answers")
    if not any(s.works_with_people and Permission.PROTECTION in s.permissions for s in working):
        yield Concern("nobody_protects")
    single_step = [s for s in working if s.administers and not s.totp_enabled]
    if single_step:
        yield Concern("administrator_without_second_step", len(single_step))
