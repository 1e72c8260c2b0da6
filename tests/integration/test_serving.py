import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.http.sse import ServerEvent, Streams
from bot.runtime.ports import free_port
from bot.runtime.serving import Site, serve
from bot.settings import Listen


async def silence() -> AsyncIterator[ServerEvent]:
    yield ServerEvent("begun")
    await asyncio.Event().wait()


def an_app(streams: Streams) -> Starlette:
    async def events(_: Request) -> Response:
        return streams.response(silence())

    return Starlette(routes=[Route("/events", events)])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_open_streams_do_not_hold_up_the_stop(number: signal.Signals) -> None:
    streams, port = Streams(), free_port()
    at = Site(an_app(streams), "RAFEEQ_PORT", Listen("127.0.0.1", port))
    serving = asyncio.create_task(serve([at], streams.close))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
        await until_it_answers(client)
        async with client.stream("GET", "/events") as response:
            lines = response.aiter_lines()
            while await anext(lines) != "data: begun":
                pass
            told = time.monotonic()
            os.kill(os.getpid(), number)
            async with asyncio.timeout(5):
                assert [line async for line in lines if line] == []
                await serving
    assert time.monotonic() - told < 2


async def until_it_answers(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(5):
        while True:
            try:
                await client.get("/")
            except httpx.ConnectError:
                await asyncio.sleep(0.02)
            else:
                return
