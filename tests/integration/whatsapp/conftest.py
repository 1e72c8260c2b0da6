from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.whatsapp.webhook import Webhook
from bot.domain.channel import Channel
from bot.outlets import Outlets, open_outlets
from bot.settings import Settings
from tests.support.fake_whatsapp import (
    ACCOUNT_ID,
    APP_SECRET,
    PHONE_ID,
    TOKEN,
    VERIFY_TOKEN,
    FakeWhatsApp,
    fake_whatsapp,
)
from tests.support.world import World


@pytest.fixture
async def fake() -> AsyncIterator[FakeWhatsApp]:
    async with fake_whatsapp() as made:
        yield made


@pytest.fixture
async def outlets(fake: FakeWhatsApp) -> AsyncIterator[Outlets]:
    settings = Settings(
        whatsapp_token=TOKEN,
        whatsapp_phone_id=PHONE_ID,
        whatsapp_account_id=ACCOUNT_ID,
        whatsapp_app_secret=APP_SECRET,
        whatsapp_verify_token=VERIFY_TOKEN,
        whatsapp_api_url=fake.url,
    )
    async with open_outlets(settings) as opened:
        yield opened


@pytest.fixture
async def client(world: World, outlets: Outlets) -> AsyncIterator[httpx.AsyncClient]:
    """Calls our webhook; what the worker sends goes through the real client to the fake."""
    world.routes[Channel.WHATSAPP] = outlets.senders[Channel.WHATSAPP]
    webhook = Webhook(world.receive_all, APP_SECRET, VERIFY_TOKEN, PHONE_ID)
    transport = httpx.ASGITransport(Starlette(routes=webhook.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://rafeeq") as made:
        yield made
