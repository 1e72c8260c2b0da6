"""The web process: what people and staff reach, and what only our own processes reach."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp

from actions import all_actions
from bot.api.health import Check, health_routes
from bot.bootstrap import Core, core, receiver
from bot.channel_parts import channel_parts
from bot.chat_part import chat_part
from bot.console_part import console_part
from bot.desk_part import programs_part
from bot.dialogue.actions_endpoint import actions_route, executor_of
from bot.dialogue.addresses import Addresses
from bot.dialogue.client import RasaClient
from bot.dialogue.model_endpoint import model_route, wanted_route
from bot.http.assets import Assets
from bot.http.part import Part
from bot.http.site import Front, private_site, public_site
from bot.http.timing import Acknowledgements
from bot.knowledge_part import shelved
from bot.persistence.figures import figures
from bot.persistence.health import database_trouble, worker_trouble
from bot.persistence.repositories.models import SqlModels
from bot.screening import screen
from bot.services.library import Library
from bot.settings import Settings
from bot.words import Catalogues

log = structlog.get_logger()

STOP_SECONDS = 1.5
"""For a part to let go; with the listeners' grace it stays below 5 seconds."""

_HERE = Path(__file__).parent
STATIC = {"": _HERE / "static"}
"""Folders of files for the browser, by their name below /static/."""
_LOCAL_NAMES = ("localhost",)


@dataclass(frozen=True, slots=True)
class WebApps:
    public: ASGIApp
    private: ASGIApp
    """At the internal address only, each request with the internal token."""
    stop: Callable[[], Awaitable[None]]
    """To be called as soon as the process is told to stop: streams end, pollers let go."""


@asynccontextmanager
async def open_web(settings: Settings) -> AsyncIterator[WebApps]:
    async with core(settings, live=True) as it:
        front = front_of(settings)
        counted = CollectorRegistry()
        parts = _parts(it, front, counted)
        public = Acknowledgements(public_site(parts, front), counted)
        async with _started(parts):
            yield WebApps(public, private_site(parts), partial(stop_all, parts))


def front_of(settings: Settings) -> Front:
    words = Catalogues.load(area="web", zone=settings.timezone)
    return Front(words, Assets(STATIC), hosts(settings))


def _parts(it: Core, front: Front, counted: CollectorRegistry) -> list[Part]:
    """Everything that has addresses of its own. `counted`: what this process counts itself."""
    receive = receiver(it, screen)
    library, knowledge = shelved(it)
    return [
        knowledge,
        _for_watchers(it, counted),
        _for_rasa(it, library),
        *channel_parts(it, receive),
        chat_part(it, front, receive),
        console_part(it, front, library),
        programs_part(it, front),
    ]


def _for_rasa(it: Core, library: Library) -> Part:
    token = _internal_token(it)
    actions = actions_route(executor_of(all_actions(library)), token)
    models = SqlModels(it.engine)
    served = [model_route(models.newest, token), wanted_route(models.newest_hash, token)]
    return Part("rasa", private_routes=[actions, *served])


def _for_watchers(it: Core, counted: CollectorRegistry) -> Part:
    token = it.settings.metrics_token
    rasa = RasaClient(Addresses(it.settings.rasa_url, it.settings.rasa_at), _internal_token(it))
    checks: dict[str, Check] = {
        "database": lambda: database_trouble(it.engine),
        "worker": lambda: worker_trouble(it.engine),
    }
    if it.settings.rasa_url:
        checks["rasa"] = partial(rasa_trouble, rasa)
    routes = health_routes(
        checks,
        lambda: figures(it.engine),
        counted,
        token.get_secret_value() if token else None,
    )
    return Part("health", routes=routes, private_routes=routes, stop=rasa.close)


async def rasa_trouble(rasa: RasaClient) -> str:
    return "" if await rasa.ready() else "no answer, or no model loaded yet"


def _internal_token(it: Core) -> str:
    assert it.settings.internal_token is not None  # noqa: S101 - the start has checked it
    return it.settings.internal_token.get_secret_value()


def hosts(settings: Settings) -> Sequence[str]:
    """Names that are ours; any when we listen to a network and nobody has told our public name."""
    public = urlsplit(settings.public_url).hostname or ""
    if not public and settings.host not in ("127.0.0.1", "::1", *_LOCAL_NAMES):
        return ()
    return tuple(name for name in (public, settings.host, *_LOCAL_NAMES) if name)


@asynccontextmanager
async def _started(parts: Iterable[Part]) -> AsyncIterator[None]:
    """When one part cannot start, those before it are stopped again."""
    started: list[Part] = []
    try:
        for part in parts:
            if part.start is not None:
                await part.start()
            started.append(part)
        yield
    finally:
        await stop_all(started)


async def stop_all(parts: Sequence[Part]) -> None:
    """Stopping twice must do no harm: it comes with the signal and again at the end."""
    await asyncio.gather(*(_stop(part) for part in parts))


async def _stop(part: Part) -> None:
    if part.stop is None:
        return
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await part.stop()
    except Exception as error:  # noqa: BLE001 - the others are stopped all the same
        log.warning("part_not_stopped", part=part.name, error=type(error).__name__)
