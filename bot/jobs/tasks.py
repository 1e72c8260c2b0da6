"""The worker's tasks: thin, each calls one service."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from procrastinate import App

from bot.domain.clock import Clock
from bot.domain.crisis import SILENCE
from bot.jobs import queue
from bot.jobs.retry import Patient
from bot.services.deliver import Delivering, deliver
from bot.services.handle_message import Engine, handle_message
from bot.services.hold_in_crisis import hold_late
from bot.services.ports import UnitOfWorkFactory
from bot.services.release_conversation import release_conversation
from bot.services.watch_crisis import PAUSE, watch_crisis
from bot.services.worry import watch_worry

_LOST = timedelta(seconds=30)
"""So long past its time, a look is taken to be lost."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the tasks need. The last four before the clock are services with their ports bound."""

    begin: UnitOfWorkFactory
    engine: Engine
    delivering: Delivering
    fetch_media: Callable[[UUID], Awaitable[None]]
    watch_crisis: Callable[[UUID], Awaitable[None]]
    send_page: Callable[[UUID], Awaitable[None]]
    retrain: Callable[[UUID], Awaitable[None]]
    clock: Clock


def register(app: App, work: Work) -> None:
    patient = Patient()

    @app.task(name=queue.HANDLE, retry=patient)
    async def handle(conversation: str, message: str) -> None:
        await handle_message(work.engine, UUID(conversation), UUID(message))

    @app.task(name=queue.DELIVER, retry=patient)
    async def send(conversation: str, message: str) -> None:
        await deliver(work.delivering, UUID(conversation), UUID(message))

    @app.task(name=queue.FETCH_MEDIA, retry=patient)
    async def fetch(media: str) -> None:
        await work.fetch_media(UUID(media))

    @app.task(name=queue.RELEASE, retry=patient)
    async def release(conversation: str) -> None:
        async with work.begin() as tx:
            await release_conversation(tx, UUID(conversation), work.clock())

    @app.task(name=queue.WATCH_WORRY, retry=patient)
    async def watch_silence(conversation: str) -> None:
        async with work.begin() as tx:
            await watch_worry(tx, UUID(conversation), work.clock())

    @app.task(name=queue.HOLD, retry=patient)
    async def hold(conversation: str) -> None:
        async with work.begin() as tx:
            await hold_late(tx, UUID(conversation), work.clock())

    @app.task(name=queue.WATCH_CRISIS, retry=patient)
    async def watch(alert: str) -> None:
        await work.watch_crisis(UUID(alert))

    @app.task(name=queue.RETRAIN)
    async def retrain(training: str) -> None:
        await work.retrain(UUID(training))

    @app.task(name=queue.SEND_PAGE, retry=patient)
    async def page(page: str) -> None:
        await work.send_page(UUID(page))


async def upkeep(begin: UnitOfWorkFactory, now: datetime) -> None:
    """A safety net beside the scheduled jobs, should one have been lost."""
    async with begin() as tx:
        due = await tx.conversations.due_releases(now)
        silent = await tx.conversations.silent(now - SILENCE - _LOST)
        overdue = await tx.alerts.overdue(now - PAUSE - _LOST)
    for conversation_id in due:
        async with begin() as tx:
            await release_conversation(tx, conversation_id, now)
    for conversation_id in silent:
        async with begin() as tx:
            await watch_worry(tx, conversation_id, now)
    for alert_id in overdue:
        async with begin() as tx:
            await watch_crisis(tx, alert_id, now)
