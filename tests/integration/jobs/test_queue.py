import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import text

from bot.domain.channel import Channel
from bot.domain.errors import NotFoundError
from bot.persistence.database import make_engine
from bot.persistence.pace import SqlPace
from tests.support.world import World


async def jobs_of(world: World) -> list[tuple[str, dict[str, str], str | None]]:
    async with world.core.engine.connect() as connection:
        rows = await connection.execute(
            text("select task_name, args, lock from procrastinate_jobs order by id")
        )
        return [(row.task_name, row.args, row.lock) for row in rows]


async def test_jobs_carry_ids_only(world: World) -> None:
    await world.receive("my son Ahmad DANGER 0790000000", who="962790000000")
    jobs = await jobs_of(world)
    assert {name for name, _, _ in jobs} == {"handle_message", "deliver", "watch_crisis"}
    assert all(UUID(value) for _, args, _ in jobs for value in args.values())


async def test_a_job_exists_only_when_its_transaction_commits(world: World) -> None:
    with suppress(NotFoundError):
        async with world.begin() as tx:
            await tx.jobs.fetch_media(uuid4())
            await tx.messages.get(uuid4())
    assert await jobs_of(world) == []


async def test_scheduled_jobs_have_no_lock(world: World) -> None:
    async with world.begin() as tx:
        await tx.jobs.release(uuid4(), world.now)
        await tx.jobs.watch_crisis(uuid4(), world.now)
    assert [lock for _, _, lock in await jobs_of(world)] == [None, None]


async def test_webhooks_side_by_side_keep_one_order_for_store_and_queue(world: World) -> None:
    receipts = await asyncio.gather(*(world.receive(str(n)) for n in range(12)))
    stored = [str(m.id) for m in await world.messages(receipts[0].conversation_id)]
    queued = [args["message"] for _, args, _ in await jobs_of(world)]
    assert stored == queued
    assert len(stored) == 12


async def test_the_rate_holds_for_all_processes_together(database_url: str) -> None:
    engines = [make_engine(database_url, size=20) for _ in range(2)]
    begun = datetime.now(UTC)
    await asyncio.gather(*(SqlPace(e).wait(Channel.TELEGRAM, uuid4()) for e in engines for _ in range(14)))
    spent = (datetime.now(UTC) - begun).total_seconds()
    assert spent >= 27 / 28
    for engine in engines:
        await engine.dispose()


async def test_one_chat_gets_one_message_a_second(database_url: str) -> None:
    engine = make_engine(database_url)
    pace, chat, begun = SqlPace(engine), uuid4(), datetime.now(UTC)
    await asyncio.gather(*(pace.wait(Channel.TELEGRAM, chat) for _ in range(3)))
    assert (datetime.now(UTC) - begun).total_seconds() >= 2
    await engine.dispose()
