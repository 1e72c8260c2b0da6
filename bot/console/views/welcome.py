"""Setting a password by a one-time link."""

from starlette.responses import Response

from bot.console.forms import Form, text_of
from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.views.entrance import ask_for_code, come_in
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services.one_time_links import PATH, Invited, Wish


async def arrive(visit: Visit) -> Response:
    """The token is in the fragment, which only the page's script sees; it sends it on as a form."""
    return visit.page("welcome.html")


async def look(visit: Visit) -> Response:
    token = text_of(await visit.form(), "token")
    return _ask(visit, await visit.console.take_link.look(token), token)


async def take(visit: Visit) -> Response:
    form = await visit.form()
    token, wish = text_of(form, "token"), _wish(form)
    try:
        staff = await visit.console.take_link.take(token, wish)
    except InvalidInputError as error:
        invited = await visit.console.take_link.look(token)
        return _ask(visit, invited, token, wish, problems_of(error))
    return ask_for_code(visit, staff, "/") if staff.totp_enabled else await come_in(visit, staff, "/")


def _ask(
    visit: Visit,
    invited: Invited,
    token: str,
    wish: Wish | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    wish = wish or Wish("", "")
    return visit.page("welcome_password.html", invited=invited, token=token, wish=wish, problems=problems)


def _wish(form: Form) -> Wish:
    return Wish(
        password=form.get("password", ""),
        again=form.get("again", ""),
        name=text_of(form, "name"),
        also_caseworker=form.get("also_caseworker") == "yes",
    )


PAGES = (
    Page(PATH, arrive, open=True),
    Page(f"{PATH}/look", look, "POST", open=True),
    Page(PATH, take, "POST", open=True),
)
