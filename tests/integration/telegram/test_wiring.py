"""The processes as the product composes them, from the settings alone."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.bootstrap import core
from bot.channels.telegram.media import TelegramMedia
from bot.channels.telegram.sender import TelegramSender
from bot.domain.channel import Channel
from bot.outlets import open_outlets
from bot.settings import Settings
from bot.web import open_web
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.telegram_gateway import SECRET as WEBHOOK_SECRET
from tests.support.world import SECRET


@pytest.fixture
def settings(database_url: str, telegram: FakeTelegram, tmp_path: Path) -> dict[str, Any]:
    return {
        "database_url": database_url,
        "secret_keys": SECRET,
        "internal_token": "internal",
        "data_dir": tmp_path,
        "telegram_token": telegram.token,
        "telegram_api_url": telegram.url,
    }


async def known(settings: Settings) -> bool:
    async with core(settings) as it, it.begin() as tx:
        return await tx.contact_points.find(Channel.TELEGRAM, "962") is not None


async def test_the_web_process_polls(
    settings: dict[str, Any], telegram: FakeTelegram, mother: Person
) -> None:
    mother.write("مرحبا")
    made = Settings(**settings)
    async with open_web(made):
        await asyncio.to_thread(telegram.wait_until_taken)
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.menu.get("en"))
    assert await known(made)
    assert [c["command"] for c in telegram.menu["en"]] == [
        "menu", "visits", "centres", "law", "support", "human", "lang", "help", "stop",
    ]  # fmt: skip


async def test_the_web_process_is_called_where_the_settings_say_so(
    settings: dict[str, Any], telegram: FakeTelegram, mother: Person
) -> None:
    made = Settings(
        **settings,
        telegram_mode="webhook",
        telegram_webhook_secret=WEBHOOK_SECRET,
        public_url="https://rafeeq.test",
    )
    async with open_web(made) as apps:
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.webhook)
        mother.write("مرحبا")
        transport = httpx.ASGITransport(app=apps.public)
        async with httpx.AsyncClient(transport=transport, base_url="https://rafeeq.test") as client:
            answer = await client.post(
                "/channels/telegram",
                json=telegram.pending[0],
                headers={"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET},
            )
    assert answer.status_code == 200
    assert await known(made)
    assert telegram.calls_of("setWebhook")[0].values["url"] == "https://rafeeq.test/channels/telegram"


async def test_the_worker_sends_and_fetches(settings: dict[str, Any]) -> None:
    async with open_outlets(Settings(**settings)) as outlets:
        assert isinstance(outlets.senders[Channel.TELEGRAM], TelegramSender)
        assert isinstance(outlets.media[Channel.TELEGRAM], TelegramMedia)


async def test_without_a_token_the_channel_is_off(settings: dict[str, Any], telegram: FakeTelegram) -> None:
    del settings["telegram_token"]
    made = Settings(**settings)
    async with open_outlets(made) as outlets, open_web(made):
        assert Channel.TELEGRAM not in outlets.senders
    assert telegram.calls == []
