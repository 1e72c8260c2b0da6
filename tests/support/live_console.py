"""The console on a socket, in a thread of its own: a browser's tests block while they wait."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from bot.runtime.ports import free_port
from bot.settings import Settings
from tests.support.console import Office, open_office
from tests.support.world import SECRET


@dataclass
class LiveOffice:
    office: Office
    address: str
    loop: asyncio.AbstractEventLoop

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Runs it where the office lives."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def live_office(database_url: str) -> Iterator[LiveOffice]:
    port = free_port()
    settings = Settings(database_url=database_url, secret_keys=SECRET, port=port)
    with _loop_in_a_thread() as loop:
        ready: asyncio.Future[tuple[Office, Callable[[], Awaitable[None]]]] = loop.create_future()
        asyncio.run_coroutine_threadsafe(_serve(settings, ready), loop)

        async def wait() -> tuple[Office, Callable[[], Awaitable[None]]]:
            return await ready

        office, stop = asyncio.run_coroutine_threadsafe(wait(), loop).result(30)
        try:
            yield LiveOffice(office, f"http://127.0.0.1:{port}", loop)
        finally:
            asyncio.run_coroutine_threadsafe(_awaited(stop()), loop).result(30)


async def _serve(
    settings: Settings, ready: asyncio.Future[tuple[Office, Callable[[], Awaitable[None]]]]
) -> None:
    over = asyncio.Event()
    async with open_office(settings.database_url, settings) as office:
        server = uvicorn.Server(
            uvicorn.Config(office.app, port=settings.port, log_config=None, lifespan="off")
        )
        serving = asyncio.create_task(server._serve())
        while not server.started:
            await asyncio.sleep(0.01)

        async def stop() -> None:
            await office.streams.close()
            server.should_exit = True
            await over.wait()

        ready.set_result((office, stop))
        await serving
    over.set()


async def _awaited(work: Awaitable[None]) -> None:
    await work


@contextmanager
def _loop_in_a_thread() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
