"""Telegram calls us: with the secret, in time, and again after a failure."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.webhook import BODY_LIMIT
from bot.http.assets import Assets
from bot.http.site import Front, public_site
from bot.persistence.tables import contact_points, messages, raw_payloads
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.served import Served
from tests.support.telegram_gateway import SECRET, Gateway, open_gateway
from tests.support.world import PlainWords, World

HEADER = b"X-Telegram-Bot-Api-Secret-Token"


class Door:
    """The gateway behind the web process's own guards, at an address of its own."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.site = public_site([gateway.part], Front(PlainWords(), Assets({})))

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret.encode()}
        transport = httpx.ASGITransport(app=self.site)
        async with httpx.AsyncClient(transport=transport, base_url="http://rafeeq.test") as client:
            return (await client.post("/channels/telegram", content=body, headers=headers)).status_code


@pytest.fixture
async def door(world: World, telegram: FakeTelegram) -> AsyncIterator[Door]:
    async with open_gateway(world, telegram, webhook_at="http://rafeeq.test") as gateway:
        yield Door(gateway)


async def count(world: World, table: Any) -> int:
    async with world.core.engine.connect() as connection:
        found: Any = await connection.scalar(select(func.count()).select_from(table))
        return int(found)


def an_update(telegram: FakeTelegram, mother: Person, text: str = "مرحبا") -> bytes:
    mother.write(text)
    return json.dumps(telegram.pending.pop()).encode()


async def test_accepted_is_committed(
    world: World, telegram: FakeTelegram, mother: Person, door: Door
) -> None:
    assert await door.post(an_update(telegram, mother)) == 200
    assert await count(world, messages) == 1


async def test_the_same_update_again_is_accepted_and_changes_nothing(
    world: World, telegram: FakeTelegram, mother: Person, door: Door
) -> None:
    body = an_update(telegram, mother)
    assert [await door.post(body) for _ in range(3)] == [200, 200, 200]
    assert await count(world, messages) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "سر"])
async def test_without_the_secret_nothing_leaves_a_trace(
    world: World, telegram: FakeTelegram, mother: Person, door: Door, secret: str | None
) -> None:
    assert await door.post(an_update(telegram, mother), secret) == 401
    assert [await count(world, t) for t in (messages, contact_points, raw_payloads)] == [0, 0, 0]


async def test_a_body_too_large_is_refused(world: World, door: Door) -> None:
    assert await door.post(b"[" + b" " * BODY_LIMIT + b"]") == 413
    assert await count(world, raw_payloads) == 0


@pytest.mark.parametrize(
    "body", [b"no json", b"\xff\xfe", b"[" * 100_000, b'{"update_id": 1, "new": {}}', b""]
)
async def test_an_unknown_shape_is_kept_and_accepted(world: World, door: Door, body: bytes) -> None:
    assert await door.post(body) == 200
    assert await count(world, raw_payloads) == 1


async def test_what_could_not_be_stored_is_not_accepted(
    world: World, telegram: FakeTelegram, mother: Person, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = an_update(telegram, mother)
    with monkeypatch.context() as away:
        away.setattr(world.receive_all, "_begin", database_away)
        assert [await door.post(body) for _ in range(5)] == [503] * 5
    assert await door.post(body) == 200
    assert await count(world, messages) == 1


def database_away() -> Any:
    raise OSError


async def test_a_webhook_is_set_pushed_to_again_and_taken_away_with_the_last_process(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    site: list[Any] = []

    async def whichever(scope: Any, receive: Any, send: Any) -> None:
        await site[-1](scope, receive, send)

    with Served(whichever) as served:
        async with open_gateway(world, telegram, webhook_at=served.url) as first:
            await asyncio.to_thread(telegram.wait_for, lambda: telegram.webhook)
            assert set(telegram.webhook["allowed_updates"]) == set(ALLOWED_UPDATES)
            assert telegram.webhook["secret_token"] == SECRET
            async with open_gateway(world, telegram, webhook_at=served.url):
                await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.calls_of("setWebhook")) == 2)
            assert telegram.webhook
            mother.write("مرحبا")
            await asyncio.to_thread(telegram.wait_for, lambda: 500 in telegram.webhook_answers)
            site.append(Door(first).site)
            await asyncio.to_thread(telegram.wait_until_taken)
    assert telegram.webhook == {}
    assert await count(world, messages) == 1


async def test_from_webhook_to_polling_what_waits_is_kept(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    telegram.webhook = {"url": "http://127.0.0.1:9/channels/telegram", "secret_token": SECRET}
    mother.write("مرحبا")
    async with open_gateway(world, telegram):
        await asyncio.to_thread(telegram.wait_until_taken)
    assert await count(world, messages) == 1


async def test_while_telegram_is_away_the_webhook_is_tried_again(
    world: World, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.webhook.RETRY_EVERY", 0.05)
    telegram.refuse("setWebhook", 502, "Bad Gateway", times=2)
    async with open_gateway(world, telegram, webhook_at="http://rafeeq.test"):
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.webhook)
    assert len(telegram.calls_of("setWebhook")) == 3


async def test_a_webhook_changed_by_somebody_is_set_again(
    world: World, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.webhook.CHECK_EVERY", 0.05)
    monkeypatch.setattr("bot.channels.telegram.webhook.RETRY_EVERY", 0.05)
    async with open_gateway(world, telegram, webhook_at="http://rafeeq.test"):
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.webhook)
        telegram.webhook = {}
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.webhook)
