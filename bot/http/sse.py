"""Server-sent events: streams that show they live, and end when the process is told to stop."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.responses import StreamingResponse

HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 2000


@dataclass(frozen=True, slots=True)
class ServerEvent:
    data: str
    name: str = ""
    id: str = ""


class Streams:
    """All open streams of this process; `close` goes into a Part's `stop`."""

    def __init__(self, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        self._heartbeat = heartbeat
        self._closing = asyncio.Event()

    async def close(self) -> None:
        self._closing.set()

    def response(self, events: AsyncIterator[ServerEvent]) -> StreamingResponse:
        return StreamingResponse(
            self.body(events),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    async def body(self, events: AsyncIterator[ServerEvent]) -> AsyncIterator[bytes]:
        """The next event is always being awaited, so that a cancellation reaches whoever makes them."""
        closing = asyncio.create_task(self._closing.wait())
        upcoming = asyncio.create_task(_next(events))
        try:
            yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
            while True:
                done, _ = await asyncio.wait(
                    {closing, upcoming}, timeout=self._heartbeat, return_when=asyncio.FIRST_COMPLETED
                )
                if closing in done:
                    return
                if upcoming not in done:
                    yield b": alive\n\n"
                    continue
                event = upcoming.result()
                if event is None:
                    return
                upcoming = asyncio.create_task(_next(events))
                yield encode(event)
        finally:
            closing.cancel()
            upcoming.cancel()


def encode(event: ServerEvent) -> bytes:
    lines = [f"event: {event.name}"] if event.name else []
    lines += [f"id: {event.id}"] if event.id else []
    lines += [f"data: {line}" for line in event.data.split("\n")]
    return ("\n".join(lines) + "\n\n").encode()


async def _next(events: AsyncIterator[ServerEvent]) -> ServerEvent | None:
    return await anext(events, None)
