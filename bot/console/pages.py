"""What a page is, and the gate before each: closed by default."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.console.context import Console
from bot.console.failures import answer_failure
from bot.console.protection import SAFE, from_our_own_page, keep_origin, same
from bot.console.rendering import Renderer
from bot.console.visit import FORM, SESSION, Visit
from bot.domain.errors import ForeignRequestError, RafeeqError
from bot.services.access import Act, require
from bot.services.staff_sessions import whose_session

View = Callable[[Visit], Awaitable[Response]]

_FORM_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Page:
    path: str
    view: View
    method: str = "GET"
    act: Act | None = None
    """What one must be allowed to do; None: whoever has signed in."""
    open: bool = False
    """To everybody, without signing in."""
    download: bool = False
    """Answers with a file."""
    in_background: bool = False
    """The browser asks by itself: this keeps no session alive."""


def routes(console: Console, pages: Sequence[Page]) -> list[BaseRoute]:
    shared = {"asset": console.asset, "now": console.clock}
    renderer = Renderer(console.zone, shared)
    return [Route(page.path, _gate(console, renderer, page), methods=[page.method]) for page in pages]


def _gate(console: Console, renderer: Renderer, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        visit = await _arrive(console, renderer, request, page)
        try:
            response = await _admit(visit, page)
        except (RafeeqError, HTTPException) as failure:
            response = answer_failure(visit, failure)
        keep_origin(visit.finish(response))
        return response

    return endpoint


async def _arrive(console: Console, renderer: Renderer, request: Request, page: Page) -> Visit:
    visit = Visit(console, renderer, request)
    token = request.cookies.get(SESSION)
    if token:
        async with console.begin() as tx:
            found = await whose_session(tx, token, console.clock(), in_background=page.in_background)
        if found:
            visit.known_staff, visit.session = found
        else:
            visit.keep(SESSION, "")
    if visit.session is None:
        visit.form_mark = request.cookies.get(FORM, "")
        if not visit.form_mark:
            visit.form_mark = secrets.token_urlsafe(32)
            visit.keep(FORM, visit.form_mark, _FORM_SECONDS)
    return visit


async def _admit(visit: Visit, page: Page) -> Response:
    if visit.known_staff is None and not page.open:
        return visit.go(visit.sign_in_address())
    if page.method not in SAFE:
        await _require_our_own_form(visit)
    if page.act is not None:
        require(visit.staff, page.act)
    return await page.view(visit)


async def _require_our_own_form(visit: Visit) -> None:
    headers = visit.request.headers
    given = headers.get("x-csrf-token") or (await visit.form()).get("csrf", "")
    if not from_our_own_page(headers, visit.console.base_url) or not same(given, visit.csrf):
        raise ForeignRequestError
