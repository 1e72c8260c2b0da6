"""Serving several ASGI apps, each at its own address, in one process."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from bot.runtime.ports import listening
from bot.settings import Listen

GRACE_SECONDS = 2
"""For requests under way when told to stop. Streams of events end at once and come again elsewhere."""


@dataclass(frozen=True, slots=True)
class Site:
    app: ASGIApp
    setting: str
    """The setting that says where it listens, for the message when it can't."""
    listen: Listen
    trusted_proxies: tuple[str, ...] = ()


class _Server(uvicorn.Server):
    """Leaves signals to us: of two servers each would take them from the other."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


async def serve(sites: Sequence[Site], when_told: Callable[[], Awaitable[None]]) -> None:
    """Runs until SIGINT or SIGTERM, when `when_told` ends what would never end by itself.

    A `StartError` when an address is taken.
    """
    with contextlib.ExitStack() as sockets:
        bound = [sockets.enter_context(listening(site.setting, site.listen)) for site in sites]
        servers = [_Server(_config(site)) for site in sites]
        loop = asyncio.get_running_loop()
        stopping = set[asyncio.Task[None]]()

        def stop(number: int) -> None:
            if not stopping:
                stopping.add(asyncio.ensure_future(when_told()))
            for server in servers:
                server.handle_exit(number, None)

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop, number)
        await asyncio.gather(*(server.serve(sockets=[at]) for server, at in zip(servers, bound, strict=True)))
        await asyncio.gather(*stopping)


def _config(site: Site) -> uvicorn.Config:
    return uvicorn.Config(
        site.app,
        log_config=None,  # ours is set up already
        lifespan="off",
        server_header=False,
        ws="none",
        proxy_headers=bool(site.trusted_proxies),
        forwarded_allow_ips=list(site.trusted_proxies),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
