"""The association's page: edited and confirmed by an administrator."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import RafeeqError, WrongStateError
from bot.domain.organisation import Hours, Organisation, Period
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import UnitOfWork
from bot.services.promise import NORMAL

_LONGEST_TARGET = timedelta(days=60)

Wrong = Mapping[str, str]
"""What is wrong, by field, as codes."""


class WrongPageError(RafeeqError):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__("the association's page is wrong or incomplete: " + ", ".join(wrong))
        self.wrong = wrong


class PageChangedError(WrongStateError):
    """A colleague saved the page since this one was opened."""

    def __init__(self, present: Organisation) -> None:
        super().__init__("changed_meanwhile")
        self.present = present


async def save_page(tx: UnitOfWork, actor: Staff, page: Organisation) -> None:
    """What was confirmed stays so: promises follow the new figures at once.

    Raises PageChangedError when `page` was made from another state than the present one, and WrongPageError.
    """
    require(actor, Act.EDIT_SETTINGS)
    present = await tx.pages.organisation()
    if page.version != present.version:
        raise PageChangedError(present)
    kept = replace(page, confirmed_at=present.confirmed_at, confirmed_by=present.confirmed_by)
    wrong = wrong_with(kept) | (missing_in(kept) if kept.confirmed else {})
    if wrong:
        raise WrongPageError(wrong)
    await tx.pages.save_organisation(kept)
    await tx.audit.record(actor.id, "edited_page", "page", "organisation")


async def confirm_page(tx: UnitOfWork, actor: Staff, now: datetime, *, seen: int | None = None) -> None:
    """From now on the assistant says who answers by when. Raises WrongPageError.

    `seen`: the state that the actor saw; another one is not confirmed unseen (PageChangedError).
    """
    require(actor, Act.EDIT_SETTINGS)
    page = await tx.pages.organisation()
    if seen not in (None, page.version):
        raise PageChangedError(page)
    missing = wrong_with(page) | missing_in(page)
    if missing:
        raise WrongPageError(missing)
    await tx.pages.save_organisation(replace(page, confirmed_at=now, confirmed_by=actor.name))
    await tx.audit.record(actor.id, "confirmed_page", "page", "organisation")


async def take_back_confirmation(tx: UnitOfWork, actor: Staff) -> None:
    require(actor, Act.EDIT_SETTINGS)
    page = await tx.pages.organisation()
    await tx.pages.save_organisation(replace(page, confirmed_at=None, confirmed_by=""))
    await tx.audit.record(actor.id, "took_back_confirmation", "page", "organisation")


def wrong_with(page: Organisation) -> dict[str, str]:
    wrong = _wrong_hours("hours", page.hours) | _wrong_hours("ramadan_hours", page.ramadan_hours)
    if page.ramadan is not None and page.ramadan.last < page.ramadan.first:
        wrong["ramadan"] = "ends_before_it_begins"
    wrong |= _wrong_periods(page.closed)
    for name, target in page.targets.items():
        if not timedelta(0) < target <= _LONGEST_TARGET:
            wrong[f"target-{name}"] = "no_span"
    return wrong


def missing_in(page: Organisation) -> dict[str, str]:
    """What a promise stands on."""
    missing = {}
    if not page.name.get("ar"):
        missing["name_ar"] = "no_page_name"
    if not page.hours:
        missing["hours"] = "no_hours"
    if NORMAL not in page.targets:
        missing[f"target-{NORMAL}"] = "no_target"
    if page.ramadan is not None and not page.ramadan_hours:
        missing["ramadan_hours"] = "no_ramadan_hours"
    return missing


def _wrong_hours(name: str, hours: Mapping[int, Hours]) -> dict[str, str]:
    return {
        f"{name}-{day}": "closes_before_it_opens"
        for day, open_ in hours.items()
        if open_.closes <= open_.opens
    }


def _wrong_periods(periods: tuple[Period, ...]) -> dict[str, str]:
    return {
        f"closed-{number}": "ends_before_it_begins"
        for number, period in enumerate(periods)
        if period.last < period.first
    }
