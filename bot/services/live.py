"""Live events inside one process: whoever subscribed hears what changed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

_BACKLOG = 1000
"""A subscriber that falls further behind is told to read everything anew."""


@dataclass(frozen=True, slots=True)
class LiveEvent:
    kind: str
    """`conversation`, `queue`, `typing`, `articles`, or `anew` when events were missed."""
    conversation: UUID | None = None
    who: str = ""


class Hub:
    def __init__(self) -> None:
        self._subscribers: set[asyncio.Queue[LiveEvent]] = set()

    def publish(self, event: LiveEvent) -> None:
        for queue in self._subscribers:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(LiveEvent("anew"))
            else:
                queue.put_nowait(event)

    @contextmanager
    def subscribe(self) -> Iterator["Subscription"]:
        """Subscribe first, then read the present state: nothing falls in between."""
        queue: asyncio.Queue[LiveEvent] = asyncio.Queue(_BACKLOG)
        self._subscribers.add(queue)
        try:
            yield Subscription(queue)
        finally:
            self._subscribers.discard(queue)


class Subscription:
    def __init__(self, queue: asyncio.Queue[LiveEvent]) -> None:
        self._queue = queue

    async def next(self) -> LiveEvent:
        return await self._queue.get()

    async def of(self, conversation: UUID) -> AsyncIterator[LiveEvent]:
        """Events of one conversation, and `anew`."""
        while True:
            event = await self.next()
            if event.kind == "anew" or event.conversation == conversation:
                yield event
