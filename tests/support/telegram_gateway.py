"""Our Telegram gateway as the web process runs it, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.channels.telegram.api import Api
from bot.channels.telegram.gateway import Webhook, telegram_part
from bot.channels.telegram.gateway import World as GatewayWorld
from bot.http.part import Part
from bot.persistence.leader import SqlLeader
from bot.services.ports.staff_line import StaffLine
from tests.support.fake_telegram import FakeTelegram
from tests.support.world import PlainWords, World

SECRET = "webhook-secret"


@dataclass
class Gateway:
    part: Part
    api: Api

    async def stop(self) -> None:
        assert self.part.stop is not None
        await self.part.stop()


@asynccontextmanager
async def open_gateway(
    world: World, telegram: FakeTelegram, *, webhook_at: str = "", staff: StaffLine | None = None
) -> AsyncIterator[Gateway]:
    api = Api(telegram.token, telegram.url, poll_seconds=1)
    core = world.core
    needs = GatewayWorld(
        begin=core.begin,
        receive=world.receive_all,
        leader=SqlLeader(core.database_url, "telegram"),
        throttle=core.throttle,
        words=PlainWords(),
        clock=world.clock,
        language="ar",
        staff=staff,
    )
    part = telegram_part(api, needs, Webhook(webhook_at, SECRET) if webhook_at else None)
    assert part.start is not None
    assert part.stop is not None
    await part.start()
    try:
        yield Gateway(part, api)
    finally:
        await part.stop()
