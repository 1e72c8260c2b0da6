"""The web chat with a worker, served in a thread of its own: a browser's tests block while they wait."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bot.words import Catalogues
from tests.support.in_a_thread import kept_open
from tests.support.webchat import Chatting, chatting, on_a_socket
from tests.support.world import open_world


@dataclass
class LiveChat:
    chat: Chatting
    address: str
    loop: asyncio.AbstractEventLoop

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Runs it where the chat lives."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def url(self, path: str = "/chat") -> str:
        return self.address + path


@contextmanager
def live_chat(database_url: str) -> Iterator[LiveChat]:
    with kept_open(_live(database_url)) as ((chat, address), loop):
        yield LiveChat(chat, address, loop)


@asynccontextmanager
async def _live(database_url: str) -> AsyncIterator[tuple[Chatting, str]]:
    async with (
        open_world(database_url) as world,
        chatting(world, Catalogues.load()) as chat,
        _working(world.core.jobs.run_worker_async),
        on_a_socket(chat.app) as address,
    ):
        yield chat, address


@asynccontextmanager
async def _working(run_worker: Callable[..., Any]) -> AsyncIterator[None]:
    work = asyncio.create_task(run_worker(install_signal_handlers=False, delete_jobs="successful"))
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
