"""The connection to the Bot API: python-telegram-bot's bot for what we say, plain JSON for what we hear."""

import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Self
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.errors import typed_errors
from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.domain.errors import TryAgainError

POLL_SECONDS = 25
"""How long Telegram may hold a question for new updates."""
_CALL_SECONDS = 15.0


class Api(AbstractAsyncContextManager["Api"]):
    """`url` is that of the settings: Telegram's own, or another server of the same protocol."""

    def __init__(self, token: str, url: str, *, poll_seconds: int = POLL_SECONDS) -> None:
        self._poll_seconds = poll_seconds
        self._calls = _Request(read_timeout=_CALL_SECONDS, write_timeout=_CALL_SECONDS, pool_timeout=5.0)
        self._polls = _Request(connection_pool_size=1, read_timeout=poll_seconds + 10.0)
        self.file_url = f"{url}/file/bot{token}"
        self.queue = f"telegram:{token.partition(':')[0]}"
        """Names the bot's queue of updates; the part of the token before the colon is no secret."""
        self.bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._calls.shutdown()
        await self._polls.shutdown()

    async def updates(self, offset: int | None) -> Sequence[Any]:
        """Waits for updates. As they came: the library's own reading of a batch fails with one odd update."""
        wanted = {
            "offset": offset,
            "timeout": self._poll_seconds,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        got = await self._post(self._polls, "getUpdates", wanted)
        return got if isinstance(got, list) else [got]

    async def file_path(self, file_id: str) -> str:
        got = await self._post(self._calls, "getFile", {"file_id": file_id})
        return str(got.get("file_path", "")) if isinstance(got, dict) else ""

    async def _post(self, request: HTTPXRequest, method: str, values: dict[str, Any]) -> Any:
        query = urlencode({name: value for name, value in values.items() if value is not None})
        try:
            with typed_errors():
                return await request.post(f"{self.bot.base_url}/{method}?{query}")
        except (KeyError, TypeError):
            raise TryAgainError("odd_answer") from None


class _Request(HTTPXRequest):
    """The library logs an answer that it cannot read; what people wrote is in it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        try:
            return json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
