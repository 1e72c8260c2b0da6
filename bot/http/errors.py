"""What a person or a program gets when a request fails: words, no traceback."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.domain.errors import NotAllowedError, NotFoundError
from bot.http.assets import Assets
from bot.http.language import DIRECTIONS, LANGUAGES, language_of
from bot.services.ports import Words

CODES = {
    400: "bad_request",
    401: "unauthorised",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_type",
    422: "invalid",
    429: "too_many",
    500: "failed",
    503: "unavailable",
}
"""Statuses that have words of their own (`error.404` ...), by what programs call them."""
FOR_PROGRAMS = ("/api/", "/chat/api/", "/channels/")

_TEMPLATES = Path(__file__).with_name("templates")


class Failures:
    """Exception handlers for Starlette. Pages say it in both languages: nobody knows yet who reads."""

    def __init__(self, words: Words, assets: Assets) -> None:
        self._words = words
        templates = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._page = templates.get_template("error.html")
        self._assets = assets

    def handlers(self) -> Mapping[Any, Any]:
        return {
            HTTPException: self._of_http,
            NotFoundError: self._of_domain(404),
            NotAllowedError: self._of_domain(403),
            Exception: self._of_domain(500),
        }

    def answer(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        if not wants_page(request):
            return self.json(status, language_of(request), headers=headers)
        said = [
            {"language": each, "direction": DIRECTIONS[each], "text": self.words(status, each)}
            for each in LANGUAGES
        ]
        html = self._page.render(said=said, style=self._assets.url("plain.css"))
        return HTMLResponse(html, status, headers)

    def json(
        self, status: int, language: str, code: str = "", headers: Mapping[str, str] | None = None
    ) -> JSONResponse:
        """`code` for programs, `message` for people."""
        body = {"error": code or CODES[_told(status)], "message": self.words(status, language)}
        return JSONResponse(body, status, headers)

    def words(self, status: int, language: str) -> str:
        return self._words.render(f"error.{_told(status)}", language)

    def _of_http(self, request: Request, error: HTTPException) -> Response:
        if error.status_code in (204, 304):
            return Response(status_code=error.status_code, headers=error.headers)
        return self.answer(request, error.status_code, error.headers)

    def _of_domain(self, status: int) -> Any:
        def handler(request: Request, _error: Exception) -> Response:
            return self.answer(request, status)

        return handler


def wants_page(request: Request) -> bool:
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and not path.startswith(FOR_PROGRAMS)


def _told(status: int) -> int:
    if status in CODES:
        return status
    return 500 if status >= 500 else 400
