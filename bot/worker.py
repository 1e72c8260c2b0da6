"""The worker process: answers what came in, delivers what goes out, and keeps the deadlines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from bot.bootstrap import Core, core
from bot.channels.whatsapp.templates import read_templates
from bot.dialogue.addresses import Addresses
from bot.dialogue.client import RasaClient
from bot.domain.channel import Channel
from bot.domain.conversation import Conversation
from bot.domain.errors import ProviderError
from bot.domain.message import Message, Outbound
from bot.jobs.tasks import Work, register, upkeep
from bot.jobs.worker import run_worker
from bot.outlets import Outlets, open_outlets
from bot.persistence.housekeeping import Housekeeping
from bot.retraining_part import retraining
from bot.screening import learned_screen
from bot.services.appointments.upkeep import AppointmentUpkeep
from bot.services.compose import address_of
from bot.services.deliver import Delivering
from bot.services.fetch_media import Fetching, fetch_media
from bot.services.handle_message import Engine, Typing
from bot.services.page_staff import Paging, send_page
from bot.services.ports import Senders, Words
from bot.services.retrain import retrain
from bot.services.watch_crisis import watch_crisis
from bot.settings import Settings
from bot.words import Catalogues
from nlu.encoder import encode

log = structlog.get_logger()

UPKEEP_EVERY = timedelta(seconds=10)


async def work(settings: Settings) -> None:
    """Runs until told to stop by signal."""
    async with core(settings) as it, open_work(it) as upkeep:
        await run_worker(it.jobs, it.engine, upkeep)


@asynccontextmanager
async def open_work(it: Core) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Registers the tasks with their ports bound; gives the small upkeep that runs every second."""
    assert it.settings.internal_token is not None  # noqa: S101 - the start has checked it
    async with AsyncExitStack() as stack:
        token = it.settings.internal_token.get_secret_value()
        dialogue = await stack.enter_async_context(
            RasaClient(Addresses(it.settings.rasa_url, it.settings.rasa_at), token)
        )
        words = Catalogues.load(zone=it.settings.timezone)
        outlets = await stack.enter_async_context(open_outlets(it.settings))
        engine = Engine(
            it.begin, dialogue, words, it.clock, _vector, _typing(it, outlets.senders), learned_screen()
        )
        register(it.jobs, _work(it, engine, outlets, words))
        appointments = AppointmentUpkeep(it.begin, read_templates(), words, it.clock)
        yield partial(_upkeep, it, Housekeeping(it.engine, it.clock), appointments)


async def _upkeep(it: Core, housekeeping: Housekeeping, appointments: AppointmentUpkeep) -> None:
    await upkeep(it.begin, it.clock())
    await appointments()
    await housekeeping.when_due()


def _work(it: Core, engine: Engine, outlets: Outlets, words: Words) -> Work:
    paging = Paging(it.begin, outlets.senders, words, it.clock, f"{it.settings.base_url}/desk")
    return Work(
        begin=it.begin,
        engine=engine,
        delivering=Delivering(it.begin, outlets.senders, words, it.pace, it.clock),
        fetch_media=partial(fetch_media, Fetching(it.begin, outlets.media, it.clock)),
        watch_crisis=partial(_watch, it),
        send_page=partial(send_page, paging),
        retrain=partial(retrain, retraining(it)),
        clock=it.clock,
    )


async def _vector(text: str) -> list[float] | None:
    """One encoding a message, in a thread: the network runs outside the event loop."""
    if not text.strip():
        return None
    rows = await asyncio.to_thread(encode, [text])
    return [float(x) for x in rows[0]]


def _typing(it: Core, senders: Senders) -> Typing:
    async def show(conversation: Conversation, message: Message) -> None:
        sender = senders.get(conversation.channel)
        if sender is None or conversation.channel is Channel.WEBCHAT:
            return
        async with it.begin() as tx:
            address = address_of(await tx.contact_points.addresses(conversation.contact_point_id))
        with suppress(ProviderError):
            await sender.typing(Outbound(message.id, address), message.external_id)

    return show


async def _watch(it: Core, alert_id: UUID) -> None:
    async with it.begin() as tx:
        await watch_crisis(tx, alert_id, it.clock())
