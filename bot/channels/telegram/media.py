"""Fetches what people send from Telegram's file server."""

import re
from contextlib import AbstractAsyncContextManager
from typing import Self

from bot.channels.download import Allowed, download, download_client
from bot.channels.telegram.api import Api
from bot.domain.errors import RejectedError
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.domain.message import MediaRef

_PATH = re.compile(r"(?!.*\.\.)\w[\w./-]*")


class TelegramMedia(AbstractAsyncContextManager["TelegramMedia"]):
    """Implements the port `MediaSource`. The address is made here: the token goes to the API's host only."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._client = download_client()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def fetch(self, media: MediaRef) -> bytes:
        if media.size is not None and media.size > MEDIA_LIMIT:
            raise MediaRefusedError(MediaProblem.TOO_LARGE)
        path = await self._path(media.provider_id)
        if not _PATH.fullmatch(path):
            raise MediaRefusedError(MediaProblem.REDIRECTED)
        url = f"{self._api.file_url}/{path}"
        return await download(self._client, url, Allowed(self._api.file_url))

    async def _path(self, file_id: str) -> str:
        try:
            return await self._api.file_path(file_id)
        except RejectedError as error:
            if "too big" in error.detail.lower():
                raise MediaRefusedError(MediaProblem.TOO_LARGE) from None
            raise
