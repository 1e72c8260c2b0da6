"""What every answer carries for the browser's safety, and which Host names are ours."""

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_UNLESS_SET = {
    "referrer-policy": "no-referrer",
    "content-security-policy": CONTENT_POLICY,
    "cache-control": "no-store",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
}
_A_YEAR = "max-age=31536000"


class SafeHeaders:
    """A response's own Content-Security-Policy, Cache-Control and Referrer-Policy stand."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = scope["scheme"] == "https"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                for name, value in _UNLESS_SET.items():
                    headers.setdefault(name, value)
                if secure:
                    headers["strict-transport-security"] = _A_YEAR
            await send(message)

        await self._app(scope, receive, guarded)


class OwnHosts:
    """Refuses other Host names (a page that points its own name at us), not addresses in numbers.

    Watchers of our health may use whatever name their network gives us.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str], open_paths: Iterable[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._open = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        checked = scope["type"] == "http" and self._names and scope["path"] not in self._open
        if checked and not self.knows(host_of(Headers(scope=scope).get("host", ""))):
            refusal = PlainTextResponse("This address does not belong to this server.\n", status_code=421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def knows(self, host: str) -> bool:
        return host in self._names or _is_number(host)


def host_of(header: str) -> str:
    """Without the port, small letters; empty when it is none."""
    host = header.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
