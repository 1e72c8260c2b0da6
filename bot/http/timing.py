"""How long what channels hand in waits for its acknowledgement."""

import time

from prometheus_client import CollectorRegistry, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHANNEL_OF = {
    "/channels/telegram": "telegram",
    "/channels/whatsapp": "whatsapp",
    "/chat/api/messages": "webchat",
    "/chat/api/media": "webchat",
}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Acknowledgements:
    """Counts what was taken in; what was refused says nothing about speed."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._seconds = Histogram(
            "rafeeq_acknowledgement_seconds",
            "From a message's arrival here until it is stored and acknowledged",
            ("channel",),
            buckets=_BUCKETS,
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        channel = CHANNEL_OF.get(scope.get("path", "")) if scope["type"] == "http" else None
        if channel is None or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                self._seconds.labels(channel).observe(time.perf_counter() - begun)
            await send(message)

        await self._app(scope, receive, sent)
