"""One request to the console: who makes it, in which language, and how it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.console.context import Console
from bot.console.forms import Form, Problems, read_form
from bot.console.rendering import Renderer
from bot.console.signed import Signed
from bot.console.translation import LANGUAGES
from bot.domain.errors import NotAllowedError
from bot.domain.staff import ConsoleSession, Staff
from bot.http.address import counted_address
from bot.services.sign_in import Origin

SESSION = "rafeeq_session"
FORM = "rafeeq_form"
FLASH = "rafeeq_said"
LANGUAGE = "rafeeq_language"
DEVICE = "rafeeq_device"

_YEAR = 365 * 24 * 3600
_FLASH_SECONDS = 120


@dataclass(slots=True)
class Visit:
    console: Console
    renderer: Renderer
    request: Request
    known_staff: Staff | None = None
    session: ConsoleSession | None = None
    form_mark: str = ""
    """Ties forms to this browser before anybody signed in."""
    _form: Form | None = None
    _cookies: list[tuple[str, str, int | None]] = field(default_factory=list)

    @property
    def staff(self) -> Staff:
        """Whoever signed in: pages that are not open to all have somebody."""
        if self.known_staff is None:
            raise NotAllowedError
        return self.known_staff

    @property
    def csrf(self) -> str:
        return self.session.csrf if self.session else self.form_mark

    @property
    def language(self) -> str:
        if self.known_staff:
            return self.known_staff.language
        chosen = self.request.cookies.get(LANGUAGE, "")
        return chosen if chosen in LANGUAGES else self._accepted()

    def _accepted(self) -> str:
        """Arabic first: English only where the browser asks for it and not for Arabic."""
        accepted = self.request.headers.get("accept-language", "").lower()
        wanted = [part.partition(";")[0].strip()[:2] for part in accepted.split(",")]
        return next((tongue for tongue in wanted if tongue in LANGUAGES), self.console.language)

    @property
    def partial(self) -> bool:
        """Asked by htmx for a piece of a page."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def secure(self) -> bool:
        return self.console.base_url.startswith("https:") or self.request.url.scheme == "https"

    def origin(self, login: str = "") -> Origin:
        marked = self.signed("device", _YEAR).loads(self.request.cookies.get(DEVICE, ""))
        device = marked["mark"] if marked and login in marked["logins"] else ""
        return Origin(counted_address(self.request), self.request.headers.get("user-agent", ""), device)

    def signed(self, purpose: str, seconds: int) -> Signed:
        return Signed(self.console.signing_key, purpose, seconds)

    async def form(self) -> Form:
        if self._form is None:
            self._form = await read_form(self.request)
        return self._form

    def gettext(self, message: str, **values: Any) -> str:
        translated = self.renderer.translation(self.language).gettext(message)
        return translated % values if values else translated

    def page(
        self, template: str, *, status: int = 200, problems: Problems | None = None, **values: Any
    ) -> Response:
        """A page, or the piece of it that htmx asked for. With problems it is 422."""
        context: Mapping[str, Any] = {
            "visit": self,
            "staff": self.known_staff,
            "said": self._said(),
            "problems": problems or {},
            **values,
        }
        html = self.renderer.render(template, self.language, context)
        return self.finish(HTMLResponse(html, 422 if problems and status == 200 else status))

    def go(self, address: str, said: str = "", **values: Any) -> Response:
        """On to another page after something was done; `said` is shown there."""
        if said:
            flash = self.signed("flash", _FLASH_SECONDS).dumps([said, values])
            self.keep(FLASH, flash, _FLASH_SECONDS)
        if self.partial:
            return self.finish(Response(headers={"HX-Redirect": address}))
        return self.finish(RedirectResponse(address, 303))

    def keep(self, name: str, value: str, seconds: int | None = None) -> None:
        """A cookie with the answer, for our pages only and out of scripts' reach. Empty: it goes."""
        self._cookies.append((name, value, seconds))

    def finish(self, response: Response) -> Response:
        for name, value, seconds in self._cookies:
            if value:
                response.set_cookie(
                    name, value, max_age=seconds, secure=self.secure, httponly=True, samesite="lax"
                )
            else:
                response.delete_cookie(name, secure=self.secure, httponly=True, samesite="lax")
        self._cookies.clear()
        return response

    def _said(self) -> str:
        flash = self.request.cookies.get(FLASH, "")
        found = self.signed("flash", _FLASH_SECONDS).loads(flash) if flash else None
        if not flash or self.partial:
            return ""
        self.keep(FLASH, "")
        return self.gettext(found[0], **found[1]) if found else ""

    def url(self, path: str, **query: Any) -> str:
        address = URL(path).include_query_params(**{k: v for k, v in query.items() if v})
        return str(address)

    def here(self) -> str:
        """This page's address, to come back to."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    def sign_in_address(self) -> str:
        back = self.here() if self.request.method == "GET" else "/"
        return "/sign-in" if back == "/" else f"/sign-in?next={quote(back, safe='')}"


def inside(address: str) -> str:
    """An address of ours to go back to; anything else becomes the first page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and "\\" not in address and address.isprintable() else "/"


def safe(text: str) -> Markup:
    """For markup made by our own code only."""
    return Markup(text)  # noqa: S704
