"""Media that people sent: asked for by id, then fetched from Meta's own hosts only."""

import httpx
from pywa.errors import WhatsAppError
from pywa_async.api import GraphAPIAsync

from bot.channels.download import Allowed, download
from bot.channels.whatsapp.errors import of_network, typed
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.domain.message import MediaRef

_HOSTS = ("lookaside.fbsbx.com",)


class WhatsAppMedia:
    """Fulfils the MediaSource port. The token goes to the hosts named here and to no other."""

    def __init__(self, api: GraphAPIAsync, http: httpx.AsyncClient, api_url: str, token: str) -> None:
        self._api = api
        self._http = http
        self._allowed = Allowed(api_url, _HOSTS)
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
        return await download(self._http, str(told["url"]), self._allowed, headers=self._headers)
