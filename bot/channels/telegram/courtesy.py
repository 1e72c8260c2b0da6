"""Small things owed at once and worth no trouble: a button's waiting sign ended, a group told politely."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from telegram import Bot

from bot.channels.telegram.errors import typed_errors
from bot.domain.errors import ProviderError
from bot.services.ports import Throttle, Words

log = structlog.get_logger()

_ONCE_A = timedelta(days=1)
_MOST_AT_ONCE = 20


class Courtesies:
    """They run beside the taking in of messages; one that fails is not tried again."""

    def __init__(self, bot: Bot, throttle: Throttle, words: Words, language: str) -> None:
        self._bot = bot
        self._throttle = throttle
        self._words = words
        self._language = language
        self._slots = asyncio.Semaphore(_MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def answer_press(self, callback: str, text: str = "") -> None:
        self._start(lambda: self._bot.answer_callback_query(callback, text or None))

    def say(self, chat: int, text: str) -> None:
        self._start(lambda: self._bot.send_message(chat, text))

    def turn_group_away(self, chat: int) -> None:
        self._start(lambda: self._turn_away(chat))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _turn_away(self, chat: int) -> None:
        if await self._throttle.take("telegram_group", str(chat), 1, _ONCE_A):
            await self._bot.send_message(chat, self._words.render("group.private_only", self._language))

    def _start(self, doing: Callable[[], Awaitable[object]]) -> None:
        task = asyncio.create_task(self._quietly(doing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _quietly(self, doing: Callable[[], Awaitable[object]]) -> None:
        async with self._slots:
            try:
                with typed_errors():
                    await doing()
            except ProviderError as error:
                log.info("telegram_courtesy_failed", code=error.code)
            except Exception as error:  # noqa: BLE001 - worth no trouble
                log.warning("telegram_courtesy_failed", error=type(error).__name__)
