import asyncio
from collections.abc import AsyncIterator

from bot.http.sse import ServerEvent, Streams, encode


async def some(*events: ServerEvent) -> AsyncIterator[ServerEvent]:
    for event in events:
        yield event


async def never() -> AsyncIterator[ServerEvent]:
    await asyncio.Event().wait()
    yield ServerEvent("")


def test_an_event_on_the_wire() -> None:
    assert encode(ServerEvent("one\ntwo", "typing", "5")) == (
        b"event: typing\nid: 5\ndata: one\ndata: two\n\n"
    )
    assert encode(ServerEvent("{}")) == b"data: {}\n\n"


async def test_a_stream_ends_with_its_events() -> None:
    body = Streams().body(some(ServerEvent("1"), ServerEvent("2")))
    assert [piece async for piece in body] == [b"retry: 2000\n\n", b"data: 1\n\n", b"data: 2\n\n"]


async def test_a_silent_stream_shows_that_it_lives() -> None:
    body = Streams(heartbeat=0.01).body(never())
    assert [await anext(body) for _ in range(3)][1:] == [b": alive\n\n"] * 2
    await body.aclose()  # type: ignore[attr-defined]


async def test_all_streams_end_at_the_stop() -> None:
    streams = Streams()
    bodies = [streams.body(never()) for _ in range(3)]
    for body in bodies:
        await anext(body)
    await streams.close()
    async with asyncio.timeout(2):
        assert [[piece async for piece in body] for body in bodies] == [[], [], []]


async def test_who_makes_the_events_is_told_when_nobody_listens() -> None:
    gone = asyncio.Event()

    async def watched() -> AsyncIterator[ServerEvent]:
        try:
            await asyncio.Event().wait()
            yield ServerEvent("")
        finally:
            gone.set()

    body = Streams(heartbeat=0.01).body(watched())
    for _ in range(2):
        await anext(body)
    await body.aclose()  # type: ignore[attr-defined]
    async with asyncio.timeout(2):
        await gone.wait()
