"""Coming in and going out: sign-in, sign-out, language, and the first page."""

from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID

from starlette.responses import Response

from bot.console.forms import text_of
from bot.console.navigation import first_page
from bot.console.pages import Page
from bot.console.translation import LANGUAGES, N_
from bot.console.visit import DEVICE, LANGUAGE, SESSION, Visit, inside
from bot.domain.errors import TooManyTriesError
from bot.domain.staff import Staff
from bot.services.manage_own import choose_language
from bot.services.sign_in import CodeRefusedError, SignInRefusedError
from bot.services.staff_names import login_of
from bot.services.staff_sessions import ABSOLUTE, end_session

_STEP = "rafeeq_step"
_STEP_SECONDS = 300
_YEAR = int(timedelta(days=365).total_seconds())
_PEOPLE_OF_A_DEVICE = 8

_REFUSED = N_("This name and password do not belong together. Check both and try again.")
_CODE_REFUSED = N_("This code does not fit, or was used already. Type the one your app shows now.")
_TOO_MANY = N_("Too many tries. Wait for a quarter of an hour, then try again.")


async def first(visit: Visit) -> Response:
    return visit.go(first_page(visit.staff))


async def show_sign_in(visit: Visit) -> Response:
    back = inside(visit.request.query_params.get("next", "/"))
    if visit.known_staff:
        return visit.go(back)
    return visit.page("sign_in.html", name="", next=back)


async def sign_in(visit: Visit) -> Response:
    form = await visit.form()
    name, back = text_of(form, "name"), inside(form.get("next", "/"))
    problems = _missing(name, form.get("password", ""))
    if problems:
        return visit.page("sign_in.html", name=name, next=back, problems=problems)
    try:
        staff = await visit.console.sign_in.check_password(
            name, form["password"], visit.origin(login_of(name))
        )
    except (SignInRefusedError, TooManyTriesError) as refused:
        problem = _REFUSED if isinstance(refused, SignInRefusedError) else _TOO_MANY
        return visit.page("sign_in.html", name=name, next=back, problems={"password": problem})
    if not staff.totp_enabled:
        return await come_in(visit, staff, back)
    return ask_for_code(visit, staff, back)


def ask_for_code(visit: Visit, staff: Staff, back: str) -> Response:
    visit.keep(_STEP, visit.signed("step", _STEP_SECONDS).dumps(str(staff.id)), _STEP_SECONDS)
    return visit.page("sign_in_code.html", next=back)


async def sign_in_by_code(visit: Visit) -> Response:
    form = await visit.form()
    back = inside(form.get("next", "/"))
    ticket = visit.signed("step", _STEP_SECONDS).loads(visit.request.cookies.get(_STEP, ""))
    if ticket is None:
        return visit.go("/sign-in", N_("That took too long. Please start again."))
    async with visit.console.begin() as tx:
        staff = await tx.staff.get(UUID(ticket))
    try:
        await visit.console.sign_in.check_code(staff.id, form.get("code", ""), visit.origin(staff.login))
    except (CodeRefusedError, TooManyTriesError) as refused:
        problem = _CODE_REFUSED if isinstance(refused, CodeRefusedError) else _TOO_MANY
        return visit.page("sign_in_code.html", next=back, problems={"code": problem})
    visit.keep(_STEP, "")
    return await come_in(visit, staff, back)


async def come_in(visit: Visit, staff: Staff, back: str) -> Response:
    """Opens a session; the browser is known from now on, so that guessers beside it do not slow it."""
    opened = await visit.console.sign_in.open(staff.id, visit.origin())
    visit.keep(SESSION, opened.token, int(ABSOLUTE.total_seconds()))
    visit.keep(DEVICE, _device(visit, staff.login), _YEAR)
    return visit.go(back)


def _device(visit: Visit, login: str) -> str:
    signed = visit.signed("device", _YEAR)
    known = signed.loads(visit.request.cookies.get(DEVICE, "")) or {"mark": token_urlsafe(12), "logins": []}
    others = [each for each in known["logins"] if each != login]
    return signed.dumps({"mark": known["mark"], "logins": [login, *others][:_PEOPLE_OF_A_DEVICE]})


async def sign_out(visit: Visit) -> Response:
    if visit.session:
        async with visit.console.begin() as tx:
            await end_session(tx, visit.staff, visit.session.id)
    visit.keep(SESSION, "")
    return visit.go("/sign-in", N_("You are signed out."))


async def change_language(visit: Visit) -> Response:
    form = await visit.form()
    language = form.get("language", "")
    if language in LANGUAGES:
        visit.keep(LANGUAGE, language, _YEAR)
        if visit.known_staff:
            async with visit.console.begin() as tx:
                await choose_language(tx, visit.staff, language)
    return visit.go(inside(form.get("next", "/")))


def _missing(name: str, password: str) -> dict[str, str]:
    problems = {}
    if not name:
        problems["name"] = N_("Type your name.")
    if not password:
        problems["password"] = N_("Type your password.")
    return problems


PAGES = (
    Page("/", first),
    Page("/sign-in", show_sign_in, open=True),
    Page("/sign-in", sign_in, "POST", open=True),
    Page("/sign-in/code", sign_in_by_code, "POST", open=True),
    Page("/sign-out", sign_out, "POST"),
    Page("/language", change_language, "POST", open=True),
)
