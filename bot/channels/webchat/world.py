"""What the web chat needs of the rest of the app."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.channels.webchat.refusals import Refused
from bot.domain.clock import Clock
from bot.http.assets import Assets
from bot.http.sse import Streams
from bot.services.live import Hub
from bot.services.ports import Throttle, UnitOfWorkFactory, Words
from bot.services.receive_message import ReceiveMessages


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may be done, by an address, a session or everybody together."""

    scope: str
    limit: int
    window: timedelta


SESSIONS = Rate("web session", 240, timedelta(minutes=1))
"""For an address: behind one of them can be a whole town's phones."""
MESSAGES = Rate("web message", 600, timedelta(minutes=1))
MEDIA = Rate("web media", 40, timedelta(minutes=10))
STREAMS = Rate("web stream", 600, timedelta(minutes=1))
CODES = Rate("web code", 10, timedelta(hours=1))
WRONG_CODES = Rate("web codes, wrong", 1000, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class WebChat:
    begin: UnitOfWorkFactory
    receive: ReceiveMessages
    throttle: Throttle
    hub: Hub
    words: Words
    """Of the conversation."""
    page_words: Words
    assets: Assets
    clock: Clock
    streams: Streams = field(default_factory=Streams)

    async def spend(self, rate: Rate, key: str) -> None:
        """Raises Refused when it was done too often."""
        if not await self.throttle.take(rate.scope, key, rate.limit, rate.window):
            raise Refused("too_many", retry_after=rate.window)
