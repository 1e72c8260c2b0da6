"""The published articles in this process's memory, read anew when any process publishes."""

import asyncio
from contextlib import suppress

import structlog

from bot.bootstrap import Core
from bot.encoding import encode_question
from bot.http.part import Part
from bot.services.library import Library

log = structlog.get_logger()

_READ_ON = frozenset({"articles", "anew"})


class Shelved:
    """A library that follows what is published. `anew` comes whenever listening was interrupted."""

    def __init__(self, it: Core) -> None:
        self.library = Library(encode_question)
        self._core = it
        self._following: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.library.read(self._core.begin)
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
            self._following = None

    async def _follow(self) -> None:
        with self._core.hub.subscribe() as heard:
            await self._read()
            while True:
                if (await heard.next()).kind in _READ_ON:
                    await self._read()

    async def _read(self) -> None:
        """The shelf of before stays when the database is away; its return is told by `anew`."""
        try:
            await self.library.read(self._core.begin)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was read before is still told
            log.warning("articles_not_read", error=type(error).__name__)


def shelved(it: Core) -> tuple[Library, Part]:
    kept = Shelved(it)
    return kept.library, Part("knowledge", start=kept.start, stop=kept.stop)
