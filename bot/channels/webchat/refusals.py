"""What is refused, said to programs by a code and to people in words."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.http.language import language_of
from bot.services.ports import Words

STATUS = {
    "bad_json": 400,
    "bad_form": 400,
    "unknown_session": 401,
    "unknown_code": 404,
    "unknown_file": 404,
    "too_slow": 408,
    "text_too_long": 413,
    "file_too_large": 413,
    "file_refused": 415,
    "missing": 422,
    "empty": 422,
    "too_many": 429,
}
"""Each has words: `refused.<code>`."""


class Refused(Exception):
    """`field`: what is missing or wrong. `language`: the person's, once it is known."""

    def __init__(
        self, code: str, *, field: str = "", language: str = "", retry_after: timedelta | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.language = language
        self.retry_after = retry_after


Handler = Callable[[Request], Awaitable[Response]]


def telling(words: Words) -> Callable[[Handler], Handler]:
    def wrap(handler: Handler) -> Handler:
        @wraps(handler)
        async def told(request: Request) -> Response:
            try:
                return await handler(request)
            except Refused as refused:
                return refusal(refused, words, refused.language or language_of(request))

        return told

    return wrap


def refusal(refused: Refused, words: Words, language: str) -> Response:
    body = {"error": refused.code, "message": words.render(f"refused.{refused.code}", language)}
    if refused.field:
        body["field"] = refused.field
    headers = {}
    if refused.retry_after is not None:
        headers["retry-after"] = str(int(refused.retry_after.total_seconds()))
    return JSONResponse(body, STATUS[refused.code], headers)
