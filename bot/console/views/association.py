"""The association's page: name, hours, holidays, and by when it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from starlette.responses import Response

from bot.console.association_changes import Difference, differences
from bot.console.association_form import TARGETS, WEEK, Values, lines_of, read_page, values_of
from bot.console.pages import Page
from bot.console.problems import words_for
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.organisation import Organisation
from bot.services.access import Act
from bot.services.edit_organisation import (
    PageChangedError,
    WrongPageError,
    confirm_page,
    missing_in,
    save_page,
    take_back_confirmation,
)
from bot.services.ports import UnitOfWork
from bot.services.promise import NORMAL, working_clock

_AHEAD = timedelta(days=400)


async def show(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        page = await tx.pages.organisation()
        return await _page(visit, tx, page, values_of(page))


async def save(visit: Visit) -> Response:
    form = await visit.form()
    async with visit.console.begin() as tx:
        present = await tx.pages.organisation()
        page, wrong = read_page(form, present, await _official(visit, tx))
        if wrong:
            return await _page(visit, tx, page, dict(form), words_for(wrong))
        try:
            await save_page(tx, visit.staff, page)
        except WrongPageError as error:
            return await _page(visit, tx, page, values_of(page), words_for(error.wrong))
        except PageChangedError as error:
            return await _changed(visit, tx, page, error.present)
    return visit.go("/association", N_("The page is saved."))


async def _changed(visit: Visit, tx: UnitOfWork, mine: Organisation, theirs: Organisation) -> Response:
    """What was filled in stands there still; saved once more, it takes the place of the colleague's."""
    mine = replace(mine, version=theirs.version)
    return await _page(visit, tx, mine, values_of(mine), changed=differences(theirs, mine), status=409)


async def confirm(visit: Visit) -> Response:
    version = (await visit.form()).get("version", "")
    seen = int(version) if version.isascii() and version.isdecimal() else None
    async with visit.console.begin() as tx:
        try:
            await confirm_page(tx, visit.staff, visit.console.clock(), seen=seen)
        except WrongPageError as error:
            page = await tx.pages.organisation()
            return await _page(visit, tx, page, values_of(page), words_for(error.wrong))
    return visit.go("/association", N_("Confirmed. The assistant tells people by when somebody answers."))


async def take_back(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await take_back_confirmation(tx, visit.staff)
    return visit.go("/association", N_("Taken back. The assistant promises no time any more."))


async def _page(
    visit: Visit,
    tx: UnitOfWork,
    page: Organisation,
    values: Values,
    problems: dict[str, str] | None = None,
    *,
    changed: Sequence[Difference] | None = None,
    status: int = 200,
) -> Response:
    return visit.page(
        "association.html",
        status=status,
        changed=changed,
        page=page,
        values=values,
        week=WEEK,
        targets=TARGETS,
        target_name=partial(_target_name, visit),
        lines=lines_of(values),
        official=await _official(visit, tx),
        missing=missing_in(page),
        preview=await _preview(visit, tx, page),
        problems=problems,
    )


def _target_name(visit: Visit, kind: str) -> str:
    name = visit.console.words.render(f"kind.{kind}", visit.language)
    return name[:1].upper() + name[1:]


async def _preview(visit: Visit, tx: UnitOfWork, page: Organisation) -> dict[str, Any]:
    """What the saved figures mean now."""
    now = visit.console.clock()
    clock = await working_clock(tx)
    target = page.targets.get(NORMAL)
    return {
        "open": clock.is_open(now),
        "opens": clock.opens_next(now),
        "answered": clock.after(now, target) if target else None,
    }


async def _official(visit: Visit, tx: UnitOfWork) -> Mapping[date, str]:
    today = visit.console.clock().astimezone(visit.console.zone).date()
    known = await tx.pages.holidays(visit.language)
    return {day: known[day] for day in sorted(known) if today <= day <= today + _AHEAD}


_EDIT = Act.EDIT_SETTINGS
PAGES = (
    Page("/association", show, act=_EDIT),
    Page("/association", save, "POST", _EDIT),
    Page("/association/confirm", confirm, "POST", _EDIT),
    Page("/association/take-back", take_back, "POST", _EDIT),
)
