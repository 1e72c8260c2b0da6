"""No request body is larger than its path needs."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

USUAL = 256 * 1024


class BodyLimits:
    """Counts what arrives, whatever was announced; whoever reads on gets a 413 raised."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, int], usual: int = USUAL) -> None:
        self._app = app
        self._limits = sorted(limits.items(), key=lambda entry: -len(entry[0]))
        self._usual = usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self.of(scope["path"])
        seen = limit + 1 if _announces_more(Headers(scope=scope), limit) else 0

        async def counted() -> Message:
            nonlocal seen
            if seen > limit:
                raise HTTPException(413)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)

    def of(self, path: str) -> int:
        return next((limit for prefix, limit in self._limits if path.startswith(prefix)), self._usual)


def _announces_more(headers: Headers, limit: int) -> bool:
    announced = headers.get("content-length", "")
    return announced.isdecimal() and (len(announced) > 18 or int(announced) > limit)
