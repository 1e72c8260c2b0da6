import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.bootstrap import core
from bot.persistence.throttle import SqlThrottle
from bot.settings import Settings
from tests.support.world import SECRET

MINUTE = timedelta(minutes=1)


class Hands:
    """A clock that tests set, and the throttle that reads it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, tzinfo=UTC)
        self.throttle: SqlThrottle

    async def takes(self, times: int, key: str = "key", scope: str = "scope") -> list[bool]:
        return [await self.throttle.take(scope, key, 3, MINUTE) for _ in range(times)]


@pytest.fixture
async def hands(database_url: str) -> AsyncIterator[Hands]:
    hands = Hands()
    async with core(Settings(database_url=database_url, secret_keys=SECRET)) as it:
        hands.throttle = SqlThrottle(it.engine, it.cipher, lambda: hands.now)
        yield hands


async def test_takes_up_to_the_limit_and_then_refuses(hands: Hands) -> None:
    assert await hands.takes(5) == [True, True, True, False, False]


async def test_keys_and_scopes_are_counted_apart(hands: Hands) -> None:
    await hands.takes(3)
    assert await hands.takes(1, key="another") == [True]
    assert await hands.takes(1, scope="another") == [True]


async def test_a_new_window_starts_anew(hands: Hands) -> None:
    await hands.takes(5)
    hands.now += MINUTE
    assert await hands.takes(4) == [True, True, True, False]


async def test_what_was_given_back_does_not_count(hands: Hands) -> None:
    await hands.takes(3)
    await hands.throttle.give_back("scope", "key")
    assert await hands.takes(2) == [True, False]


async def test_many_at_once_are_counted_each(hands: Hands) -> None:
    taken = await asyncio.gather(*(hands.throttle.take("scope", "key", 3, MINUTE) for _ in range(12)))
    assert taken.count(True) == 3


async def test_old_rows_go_and_keys_are_not_kept_in_plain(hands: Hands) -> None:
    await hands.takes(1, key="203.0.113.9")
    async with hands.throttle._engine.connect() as connection:
        rows = str((await connection.execute(text("select * from throttles"))).all())
    assert "203.0.113.9" not in rows
    await hands.throttle.forget_old(hands.now + timedelta(days=3))
    async with hands.throttle._engine.connect() as connection:
        assert await connection.scalar(text("select count(*) from throttles")) == 0
