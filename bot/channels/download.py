"""Fetching a file from a provider: only from where it is expected, no further, and not too much of it."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.domain.errors import FinalError, RejectedError, TryAgainError
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError

_SECONDS = 30.0
_AS_IT_IS = {"accept-encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Allowed:
    """The provider's own address from the settings, and further hosts of it, by https only.

    A host that begins with a dot stands for all names below it.
    """

    api_url: str
    hosts: Collection[str] = ()

    def permits(self, url: str) -> bool:
        parts, api = urlsplit(url), urlsplit(self.api_url)
        if parts.username is not None or parts.password is not None:
            return False
        if (parts.scheme, parts.netloc) == (api.scheme, api.netloc):
            return True
        return parts.scheme == "https" and parts.port in (None, 443) and self._known(parts.hostname or "")

    def _known(self, host: str) -> bool:
        return any(host.endswith(each) if each.startswith(".") else host == each for each in self.hosts)


def download_client() -> httpx.AsyncClient:
    return httpx.AsyncClient(follow_redirects=False, timeout=_SECONDS)


async def download(
    client: httpx.AsyncClient, url: str, allowed: Allowed, *, headers: dict[str, str] | None = None
) -> bytes:
    """Raises MediaRefusedError or a ProviderError; no error holds the address, which can hold a token."""
    try:
        permitted = allowed.permits(url)
    except ValueError:
        permitted = False
    if not permitted:
        raise MediaRefusedError(MediaProblem.REDIRECTED)
    try:
        async with client.stream(
            "GET", url, headers={**(headers or {}), **_AS_IT_IS}, follow_redirects=False
        ) as response:
            _check(response)
            return await _body(response)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
        raise TryAgainError("network") from None


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if response.is_redirect:
        raise MediaRefusedError(MediaProblem.REDIRECTED)
    if status in (404, 410):
        raise RejectedError(str(status))
    if status == 429 or status >= 500:
        raise TryAgainError(str(status))
    if status != 200:
        raise FinalError(str(status))
    told = response.headers.get("content-length", "")
    if told.isdigit() and int(told) > MEDIA_LIMIT:
        raise MediaRefusedError(MediaProblem.TOO_LARGE)


async def _body(response: httpx.Response) -> bytes:
    """As it is on the wire: nothing is unpacked, so that little cannot become much."""
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > MEDIA_LIMIT:
            raise MediaRefusedError(MediaProblem.TOO_LARGE)
    return bytes(data)
