"""Telegram's side of the web process: webhook or polling, whichever the settings say, and the menu."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from bot.channels.telegram.api import Api
from bot.channels.telegram.courtesy import Courtesies
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.menu import show_menu
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.webhook import BODY_LIMIT, PATH, WebhookKeeper, webhook_route
from bot.domain.clock import Clock
from bot.domain.errors import ProviderError
from bot.http.part import Part
from bot.services.ports import Throttle, UnitOfWorkFactory, Words
from bot.services.ports.leader import Leader
from bot.services.ports.staff_line import StaffLine
from bot.services.receive_message import ReceiveMessages

log = structlog.get_logger()

_AGAIN = 5.0


@dataclass(frozen=True, slots=True)
class World:
    """What the gateway needs of the rest of the app."""

    begin: UnitOfWorkFactory
    receive: ReceiveMessages
    leader: Leader
    throttle: Throttle
    words: Words
    clock: Clock
    language: str
    staff: StaffLine | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    """Our public address, without a path."""
    secret: str


def telegram_part(api: Api, world: World, webhook: Webhook | None) -> Part:
    """Without `webhook` it polls. It owns `api` from now on."""
    courtesies = Courtesies(api.bot, world.throttle, world.words, world.language)
    intake = Intake(world.receive, courtesies, world.clock, world.staff)
    run = (
        Poller(api, intake, world.begin, world.leader).run
        if webhook is None
        else WebhookKeeper(api, world.leader, webhook.url, webhook.secret).run
    )
    running = _Running([run, lambda: _show_menu(api, world.words)])

    async def stop() -> None:
        await running.stop()
        await courtesies.close()
        await api.__aexit__()

    return Part(
        "telegram",
        routes=[webhook_route(intake, webhook.secret)] if webhook else [],
        start=running.start,
        stop=stop,
        body_limits={PATH: BODY_LIMIT},
    )


class _Running:
    """Tasks that go on until stopped, whatever befalls them."""

    def __init__(self, jobs: list[Callable[[], Awaitable[None]]]) -> None:
        self._jobs = jobs
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(self._insist(job)) for job in self._jobs]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _insist(self, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await job()
            except Exception as error:
                log.exception("telegram_gateway_failed", error=type(error).__name__)
                await asyncio.sleep(_AGAIN)


async def _show_menu(api: Api, words: Words) -> None:
    """Again until it is there; nothing else waits for it."""
    while True:
        try:
            return await show_menu(api.bot, words)
        except ProviderError as error:
            log.warning("telegram_menu_not_set", code=error.code)
            await asyncio.sleep(60)
