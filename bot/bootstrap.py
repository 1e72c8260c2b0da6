"""Composition root: the only place that names concrete classes."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from procrastinate import App
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.clock import Clock, utc_now
from bot.domain.crisis import Screen
from bot.jobs.queue import TransactionalJobs, make_app
from bot.persistence.database import make_engine
from bot.persistence.encryption import Cipher
from bot.persistence.keyring import follow_keys, load_cipher
from bot.persistence.listen import listen
from bot.persistence.pace import SqlPace
from bot.persistence.throttle import SqlThrottle
from bot.persistence.unit_of_work import unit_of_work
from bot.services.live import Hub
from bot.services.ports import UnitOfWorkFactory
from bot.services.receive_message import ReceiveMessages
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Core:
    """What every process of the app stands on."""

    settings: Settings
    database_url: str
    engine: AsyncEngine
    cipher: Cipher
    jobs: App
    begin: UnitOfWorkFactory
    hub: Hub
    pace: SqlPace
    throttle: SqlThrottle
    clock: Clock = utc_now


@asynccontextmanager
async def core(settings: Settings, *, live: bool = False) -> AsyncIterator[Core]:
    """Opens the database and the job queue. `live`: also hears events of other processes."""
    url = settings.database_url
    engine = make_engine(url)
    jobs = make_app(url)
    hub = Hub()
    secret_keys = tuple(key.get_secret_value() for key in settings.secret_keys)
    try:
        cipher = await load_cipher(engine, secret_keys)
        begin = unit_of_work(engine, cipher, lambda connection: TransactionalJobs(jobs, connection))
        beside = [follow_keys(engine, secret_keys, cipher), *([listen(url, hub)] if live else [])]
        async with jobs.open_async(), _running(beside):
            yield Core(
                settings, url, engine, cipher, jobs, begin, hub, SqlPace(engine), SqlThrottle(engine, cipher)
            )
    finally:
        await engine.dispose()


@asynccontextmanager
async def _running(beside: Sequence[Coroutine[None, None, None]]) -> AsyncIterator[None]:
    """What runs as long as the process does."""
    tasks = [asyncio.create_task(each) for each in beside]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def receiver(it: Core, screen: Screen) -> ReceiveMessages:
    return ReceiveMessages(it.begin, screen, it.clock)
