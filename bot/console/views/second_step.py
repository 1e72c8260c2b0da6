"""Setting up and ending the second step of signing in."""

import segno
from starlette.responses import Response

from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.views.me import show as show_me
from bot.console.visit import Visit, safe
from bot.domain.errors import InvalidInputError
from bot.services import second_step


async def begin(visit: Visit) -> Response:
    problem = await _wrong_password(visit)
    if problem:
        return await show_me(visit, problem)
    async with visit.console.begin() as tx:
        await second_step.begin(tx, visit.staff)
    return visit.go("/me/second-step")


async def show(visit: Visit, problems: dict[str, str] | None = None) -> Response:
    async with visit.console.begin() as tx:
        secret = await second_step.pending_secret(tx, visit.staff)
    if not secret:
        return visit.go("/me")
    picture = segno.make(second_step.app_address(visit.staff, secret), error="m")
    grouped = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    svg = safe(picture.svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True))
    return visit.page("second_step.html", picture=svg, secret=grouped, problems=problems)


async def confirm(visit: Visit) -> Response:
    code = (await visit.form()).get("code", "")
    try:
        async with visit.console.begin() as tx:
            await second_step.confirm(tx, visit.staff, code, visit.console.clock)
    except InvalidInputError as error:
        return await show(visit, problems_of(error))
    return visit.go("/me", N_("From now on you sign in with a code as well."))


async def end(visit: Visit) -> Response:
    problem = await _wrong_password(visit)
    if problem:
        return await show_me(visit, problem)
    async with visit.console.begin() as tx:
        await second_step.end(tx, visit.staff)
    return visit.go("/me", N_("You sign in with your password alone again."))


async def _wrong_password(visit: Visit) -> dict[str, str]:
    """A passer-by at an open screen must not change how one signs in."""
    password = (await visit.form()).get("present", "")
    try:
        await visit.console.set_password.require_old(visit.staff, password)
    except InvalidInputError as error:
        return {"present": problems_of(error)[error.field]}
    return {}


PAGES = (
    Page("/me/second-step", show),
    Page("/me/second-step/begin", begin, "POST"),
    Page("/me/second-step/confirm", confirm, "POST"),
    Page("/me/second-step/end", end, "POST"),
)
