"""Rasa behind the Dialogue port: one HTTP call a turn, to any of the servers that are there."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from bot.dialogue.addresses import Addresses
from bot.dialogue.wire import read_answer, write_turn
from bot.services.dialogue import Answer, DialogueFailed, DialogueNotReady, Turn

_HANDLE = "/webhooks/rafeeq/handle"
_READY = "/webhooks/rafeeq/ready"
# A turn takes some 20 ms, an action of it at most 4 s. Two failed attempts must fit into 15 s.
_TIMEOUT = httpx.Timeout(6.0, connect=1.0)
_READY_TIMEOUT_S = 2.0


class RasaClient:
    """Implements Dialogue. Conversations are shared out over the servers; one that is away is passed over."""

    def __init__(
        self,
        urls: Sequence[str] | Addresses,
        token: str,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._addresses = urls if isinstance(urls, Addresses) else Addresses(urls)
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"},
            timeout=_TIMEOUT,
            transport=transport,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def answer(self, turn: Turn) -> Answer:
        body = write_turn(turn)
        for url in self._in_order_for(turn):
            response = await self._post(url + _HANDLE, body)
            if response is not None:
                return _read(response)
        raise DialogueNotReady("no Rasa server has a model loaded")

    async def ready(self) -> str | None:
        models = await asyncio.gather(*(self._model_of(url) for url in self._addresses()))
        return models[0] if models and all(models) else None

    def _in_order_for(self, turn: Turn) -> Sequence[str]:
        urls = self._addresses()
        first = turn.conversation.int % len(urls)
        return urls[first:] + urls[:first]

    async def _post(self, url: str, body: dict[str, Any]) -> httpx.Response | None:
        """None when the server is away or has no model: it has not tried the message."""
        try:
            response = await self._http.post(url, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return None
        except httpx.HTTPError as error:
            raise DialogueFailed(f"no answer from Rasa: {type(error).__name__}") from error
        return None if response.status_code == httpx.codes.SERVICE_UNAVAILABLE else response

    async def _model_of(self, url: str) -> str | None:
        try:
            response = await self._http.get(url + _READY, timeout=_READY_TIMEOUT_S)
            return str(response.json()["model"]) if response.is_success else None
        except (httpx.HTTPError, ValueError, KeyError):
            return None


def _read(response: httpx.Response) -> Answer:
    if response.status_code != httpx.codes.OK:
        raise DialogueFailed(f"Rasa answered {response.status_code}: {_reason(response)}")
    try:
        return read_answer(response.json())
    except (ValueError, KeyError, TypeError) as error:
        raise DialogueFailed(f"Rasa's answer has another shape: {type(error).__name__}") from error


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"])
    except (ValueError, KeyError, TypeError):
        return "no reason given"
