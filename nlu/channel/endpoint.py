"""The way to the app's action endpoint: one connection kept open, and every failed call noted.

Rasa itself opens a connection for each call, and when a call fails it drops the events and goes on.
"""

import asyncio
from typing import Any

import aiohttp
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from nlu.channel.failures import note, note_away

_TIMEOUT_S = 4.0
# Shorter than the 5 s after which the app closes an idle connection, so that none is used while it closes.
_KEEP_ALIVE_S = 3.0
# An action's own "no": the form is rejected and the plain rules answer.
_REJECTED = 400


class NotingEndpoint(EndpointConfig):
    def __init__(self, url: str, headers: dict[str, str]) -> None:
        super().__init__(url=url, headers=headers, enable_selective_domain=True)
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def like(cls, config: EndpointConfig) -> "NotingEndpoint":
        return cls(config.url, config.headers)

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        try:
            return await self._post(json)
        except Exception as error:
            if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ServerDisconnectedError)):
                note_away()
            elif getattr(error, "status", None) != _REJECTED:
                note(f"action call failed: {type(error).__name__}")
            if isinstance(error, asyncio.TimeoutError):
                raise aiohttp.ServerTimeoutError from error
            raise

    async def _post(self, json: Any) -> Any:
        async with self._open_session().post(self.url, json=json) as answer:
            if answer.status >= _REJECTED:
                raise ClientResponseError(answer.status, answer.reason, await answer.text())
            return await answer.json()

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S),
                connector=aiohttp.TCPConnector(keepalive_timeout=_KEEP_ALIVE_S),
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def check_the_schema_once() -> None:
    """Rasa checks the schema of actions' answers anew with each answer: 40 ms, nine tenths of a turn."""
    validator = Draft202012Validator(RemoteAction.action_response_format_spec())

    def validate(_: RemoteAction, result: Any) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate  # noqa: SLF001 - it has no other handle
