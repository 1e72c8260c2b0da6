"""Totals carried on, and what is of no more use forgotten."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.persistence.database import make_engine
from bot.persistence.figures import figures
from bot.persistence.housekeeping import EVERY, Housekeeping

TALK = """
    with point as (insert into contact_points (id, channel) values (gen_random_uuid(), 'telegram') returning id)
    insert into conversations (id, contact_point_id, channel)
    select gen_random_uuid(), id, 'telegram' from point
"""
MESSAGE = """
    insert into messages (id, conversation_id, channel, author, kind, body, handling, delivery, at)
    select gen_random_uuid(), id, channel, :author, 'text', '', :handling, :delivery,
           now() - make_interval(hours => :hours)
    from conversations
"""
PAYLOAD = """
    insert into raw_payloads (id, channel, hash, body, at, conversation_id)
    select gen_random_uuid(), 'telegram', sha256(random()::text::bytea), '', now() - make_interval(days => :days),
           case when :owned then (select id from conversations) end
"""
STATUS = """
    insert into early_statuses (id, channel, external_hash, delivery, at)
    select gen_random_uuid(), 'whatsapp', sha256(random()::text::bytea), 'sent', now() - make_interval(days => :days)
"""


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = make_engine(database_url, size=3)
    async with made.begin() as connection:
        await connection.execute(text(TALK))
    yield made
    await made.dispose()


class Time:
    now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


async def execute(engine: AsyncEngine, statement: str, **values: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement), values)


async def rows(engine: AsyncEngine, table: str) -> int:
    async with engine.connect() as connection:
        return int(await connection.scalar(text(f"select count(*) from {table}")) or 0)  # noqa: S608


async def written(engine: AsyncEngine, hours: int, outcome: str, *, out: bool = False) -> None:
    author, handling, delivery = ("assistant", None, outcome) if out else ("person", outcome, None)
    await execute(engine, MESSAGE, author=author, handling=handling, delivery=delivery, hours=hours)


async def counted(engine: AsyncEngine) -> dict[tuple[str, str], float]:
    return {
        (sample.name.removeprefix("rafeeq_").removesuffix("_total"), sample.labels["outcome"]): sample.value
        for family in await figures(engine)
        for sample in family.samples
        if "outcome" in sample.labels
    }


async def keep_house(engine: AsyncEngine) -> bool:
    return await Housekeeping(engine, Time()).when_due()


async def test_totals_are_the_same_before_and_after_they_are_settled(engine: AsyncEngine) -> None:
    for hours in (30, 5, 1):
        await written(engine, hours, "handled")
        await written(engine, hours, "sent", out=True)
    before = await counted(engine)
    assert await keep_house(engine)
    assert await rows(engine, "message_totals") == 2
    assert before == await counted(engine)
    assert before == {("messages_received", "handled"): 3, ("deliveries", "sent"): 3}


async def test_only_the_young_are_counted_at_a_look(engine: AsyncEngine) -> None:
    await written(engine, 5, "handled")
    await keep_house(engine)
    await execute(engine, "delete from messages")
    await written(engine, 0, "handled")
    assert await counted(engine) == {("messages_received", "handled"): 2}


async def test_a_young_one_keeps_those_behind_it_open(engine: AsyncEngine) -> None:
    """Providers tell old times after an outage; what counts is the order in which they came."""
    await written(engine, 0, "received")
    await written(engine, 9, "handled")
    await keep_house(engine)
    assert await rows(engine, "message_totals") == 0


async def test_again_and_again_it_counts_each_once(engine: AsyncEngine) -> None:
    for _ in range(3):
        await written(engine, 5, "failed", out=True)
        await keep_house(engine)
    assert await counted(engine) == {("deliveries", "failed"): 3}


async def test_old_payloads_of_nobody_are_forgotten(engine: AsyncEngine) -> None:
    for days in (9, 11):
        await execute(engine, PAYLOAD, days=days, owned=False)
        await execute(engine, PAYLOAD, days=days, owned=True)
        await execute(engine, STATUS, days=days)
    await keep_house(engine)
    assert (await rows(engine, "raw_payloads"), await rows(engine, "early_statuses")) == (3, 1)


async def test_it_is_done_now_and_then(engine: AsyncEngine) -> None:
    time = Time()
    house = Housekeeping(engine, time)
    assert [await house.when_due(), await house.when_due()] == [True, False]
    time.now += EVERY + timedelta(seconds=1)
    assert await house.when_due()


async def test_two_workers_do_not_do_it_at_once(engine: AsyncEngine) -> None:
    async with engine.begin() as other:
        await other.execute(text("select pg_advisory_xact_lock(7311, 1)"))
        assert not await keep_house(engine)
