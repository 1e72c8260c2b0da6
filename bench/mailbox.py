"""When a reply reached the fake provider: in the loop of who asked, so no polling blurs the time."""

import asyncio
from collections import defaultdict
from time import perf_counter
from typing import Any


class Mailbox(list[dict[str, Any]]):
    """Takes the place of the fake's list of what was sent."""

    def __init__(self) -> None:
        super().__init__()
        self._arrived: dict[str, list[float]] = defaultdict(list)
        self._news: dict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def append(self, body: dict[str, Any]) -> None:
        super().append(body)
        to = str(body.get("to") or body.get("recipient")).lstrip("+")
        self._arrived[to].append(perf_counter())
        self._news[to].set()

    def heard(self, to: str) -> int:
        return len(self._arrived[to])

    async def reply(self, to: str, number: int, seconds: float) -> float:
        """The moment at which that reply (counted from 0) arrived; TimeoutError when it does not."""
        async with asyncio.timeout(seconds):
            while self.heard(to) <= number:
                self._news[to].clear()
                await self._news[to].wait()
        return self._arrived[to][number]

    async def quiet(self, to: str, seconds: float) -> None:
        """Until nothing came for so long."""
        try:
            while True:
                await self.reply(to, self.heard(to), seconds)
        except TimeoutError:
            return
