"""Forgets what nobody can use any more: sessions that ended, counts of long ago."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.channels.webchat.world import WebChat
from bot.services.web_session import LASTS

log = structlog.get_logger()

EVERY = timedelta(hours=6)


class Tidying:
    """Every web process does it: twice does no harm."""

    def __init__(self, chat: WebChat) -> None:
        self._chat = chat
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._now_and_then())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def once(self) -> None:
        now = self._chat.clock()
        async with self._chat.begin() as tx:
            await tx.web_sessions.forget_unused(now - LASTS)
        await self._chat.throttle.forget_old(now)

    async def _now_and_then(self) -> None:
        while True:
            try:
                await self.once()
            except Exception as error:  # noqa: BLE001 - the next time will do
                log.warning("not_tidied", error=type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())
