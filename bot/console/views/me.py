"""Everybody's own page: password, sessions, language, being on call."""

from starlette.responses import Response

from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services.manage_own import go_on_call
from bot.services.staff_sessions import end_other_sessions, end_session, open_sessions


async def show(visit: Visit, problems: dict[str, str] | None = None) -> Response:
    async with visit.console.begin() as tx:
        sessions = await open_sessions(tx, visit.staff.id, visit.console.clock())
    return visit.page("me.html", sessions=sessions, problems=problems)


async def change_password(visit: Visit) -> Response:
    form = await visit.form()
    old, new, again = (form.get(name, "") for name in ("old", "password", "again"))
    assert visit.session is not None  # noqa: S101 - whoever has no session is at the door
    try:
        await visit.console.set_password.change(visit.staff, old, new, again, session=visit.session.id)
    except InvalidInputError as error:
        return await show(visit, problems_of(error))
    return visit.go("/me", N_("Your password is changed. Other devices are signed out."))


async def end_one(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await end_session(tx, visit.staff, visit.request.path_params["session"])
    return visit.go("/me", N_("That device is signed out."))


async def end_others(visit: Visit) -> Response:
    assert visit.session is not None  # noqa: S101 - whoever has no session is at the door
    async with visit.console.begin() as tx:
        await end_other_sessions(tx, visit.staff, visit.session.id)
    return visit.go("/me", N_("All other devices are signed out."))


async def set_on_call(visit: Visit) -> Response:
    on = (await visit.form()).get("on_call") == "yes"
    async with visit.console.begin() as tx:
        await go_on_call(tx, visit.staff, on=on)
    return visit.go("/me", N_("You are on call now.") if on else N_("You are no longer on call."))


PAGES = (
    Page("/me", show),
    Page("/me/password", change_password, "POST"),
    Page("/me/sessions/{session:uuid}/end", end_one, "POST"),
    Page("/me/sessions/end-others", end_others, "POST"),
    Page("/me/on-call", set_on_call, "POST"),
)
