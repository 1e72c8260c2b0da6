"""The real gateway on real PostgreSQL against the fake Bot API."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.telegram.api import Api
from bot.channels.telegram.sender import TelegramSender
from bot.domain.channel import Channel
from tests.support.fake_telegram import FakeTelegram, Person, fake_telegram
from tests.support.telegram_gateway import Gateway, open_gateway
from tests.support.world import World


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with fake_telegram() as made:
        yield made


@pytest.fixture
def mother(telegram: FakeTelegram) -> Person:
    return telegram.person(962, "أم أحمد")


@pytest.fixture
async def api(telegram: FakeTelegram) -> AsyncIterator[Api]:
    async with Api(telegram.token, telegram.url, poll_seconds=1) as made:
        yield made


@pytest.fixture
async def polling(world: World, telegram: FakeTelegram) -> AsyncIterator[Gateway]:
    async with open_gateway(world, telegram) as made:
        yield made


@pytest.fixture
def real_sender(world: World, api: Api) -> None:
    """Answers leave by the real client."""
    world.delivering.senders[Channel.TELEGRAM] = TelegramSender(api.bot)  # type: ignore[index]
