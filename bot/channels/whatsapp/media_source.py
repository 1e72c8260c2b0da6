"""Media that people sent: asked for by id, then fetched from Meta's own hosts only."""

from urllib.parse import urlsplit

import httpx
from pywa.errors import WhatsAppError
from pywa_async.api import GraphAPIAsync

from bot.channels.whatsapp.errors import of_network, typed
from bot.domain.errors import TryAgainError
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.domain.message import MediaRef

_HOSTS = ("lookaside.fbsbx.com",)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SERVER_ERROR = 500


class WhatsAppMedia:
    """Fulfils the MediaSource port. The token goes to the hosts named here and to no other."""

    def __init__(self, api: GraphAPIAsync, http: httpx.AsyncClient, api_url: str, token: str) -> None:
        self._api = api
        self._http = http
        self._api_host = urlsplit(api_url).hostname or ""
        self._headers = {"Authorization": f"Bearer {token}"}

    async def fetch(self, media: MediaRef) -> bytes:
        try:
            told = await self._api.get_media_url(media.provider_id)
        except WhatsAppError as error:
            if error.status_code == httpx.codes.NOT_FOUND:
                raise MediaRefusedError(MediaProblem.GONE) from None
            raise typed(error) from None
        except httpx.RequestError as error:
            raise of_network(error) from None
        if int(told.get("file_size") or 0) > MEDIA_LIMIT:
            raise MediaRefusedError(MediaProblem.TOO_LARGE)
        return await self._download(self._checked(str(told["url"])))

    def _checked(self, url: str) -> str:
        parts = urlsplit(url)
        host = parts.hostname or ""
        plain_is_fine = parts.scheme == "http" and host in _LOOPBACK and host == self._api_host
        if host not in (*_HOSTS, self._api_host) or not (parts.scheme == "https" or plain_is_fine):
            raise MediaRefusedError(MediaProblem.REDIRECTED)
        return url

    async def _download(self, url: str) -> bytes:
        try:
            async with self._http.stream("GET", url, headers=self._headers, follow_redirects=False) as answer:
                _check(answer)
                return await _capped(answer)
        except httpx.RequestError as error:
            raise of_network(error) from None


def _check(answer: httpx.Response) -> None:
    if answer.is_redirect:
        raise MediaRefusedError(MediaProblem.REDIRECTED)
    if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise MediaRefusedError(MediaProblem.GONE)
    if not answer.is_success:
        raise TryAgainError(str(answer.status_code))


async def _capped(answer: httpx.Response) -> bytes:
    data = bytearray()
    async for part in answer.aiter_bytes():
        data += part
        if len(data) > MEDIA_LIMIT:
            raise MediaRefusedError(MediaProblem.TOO_LARGE)
    return bytes(data)
