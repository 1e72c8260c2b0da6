from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.persistence.database import make_engine
from bot.persistence.figures import figures
from bot.persistence.health import database_trouble, worker_trouble

BEAT = "insert into heartbeats (process, kind, at) values ('host:1', 'worker', now() - make_interval(secs => :s))"
PEOPLE = """
    with point as (
        insert into contact_points (id, channel) values (gen_random_uuid(), 'telegram') returning id
    ), talk as (
        insert into conversations (id, contact_point_id, channel, state, queued_at)
        select gen_random_uuid(), id, 'telegram', 'queued', now() - interval '90 seconds' from point returning id
    )
    insert into messages (id, conversation_id, channel, author, kind, body, handling, delivery, sent_at)
    select gen_random_uuid(), talk.id, 'telegram', m.author, 'text', '', m.handling, m.delivery, m.sent_at
    from talk, (values
        ('person', 'handled', null, null::timestamptz),
        ('person', 'failed', null, null),
        ('assistant', null, 'sent', now() + interval '2 seconds'),
        ('assistant', null, 'failed', null)
    ) as m (author, handling, delivery, sent_at)
"""


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = make_engine(database_url, size=2)
    yield made
    await made.dispose()


async def execute(engine: AsyncEngine, statement: str, **values: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement), values)


async def samples(engine: AsyncEngine) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in await figures(engine)
        for sample in family.samples
    }


async def test_an_empty_installation_has_no_figures_but_every_query_runs(engine: AsyncEngine) -> None:
    assert await samples(engine) == {}


async def test_messages_are_counted_by_channel_and_outcome(engine: AsyncEngine) -> None:
    await execute(engine, PEOPLE)

    found = await samples(engine)

    assert found["rafeeq_messages_received_total", "telegram", "handled"] == 1
    assert found["rafeeq_messages_received_total", "telegram", "failed"] == 1
    assert found["rafeeq_deliveries_total", "telegram", "failed"] == 1
    assert found["rafeeq_deliveries_total", "telegram", "sent"] == 1
    assert found["rafeeq_delivery_seconds", "telegram", "0.5"] == pytest.approx(2)


async def test_the_queue_tells_its_longest_wait(engine: AsyncEngine) -> None:
    await execute(engine, PEOPLE)

    found = await samples(engine)

    assert found["rafeeq_conversations", "queued", "normal"] == 1
    assert found["rafeeq_waiting_seconds", "normal"] == pytest.approx(90, abs=5)


async def test_jobs_are_counted_and_the_oldest_that_is_due_is_told(engine: AsyncEngine) -> None:
    job = "insert into procrastinate_jobs (queue_name, task_name, scheduled_at) values ('default', :task, {})"
    await execute(engine, job.format("null"), task="deliver")
    await execute(engine, job.format("now() + interval '1 day'"), task="release")

    found = await samples(engine)

    assert found["rafeeq_jobs", "deliver", "todo"] == 1
    assert found["rafeeq_jobs", "release", "todo"] == 1
    assert found["rafeeq_job_age_seconds", "deliver"] >= 0
    assert ("rafeeq_job_age_seconds", "release") not in found


async def test_a_database_that_answers_is_well(engine: AsyncEngine) -> None:
    assert await database_trouble(engine) == ""


@pytest.mark.parametrize(("silent", "trouble"), [(1, ""), (30, "no worker has reported for 30 s")])
async def test_a_worker_is_missed_after_a_while(engine: AsyncEngine, silent: int, trouble: str) -> None:
    await execute(engine, BEAT, s=silent)

    assert await worker_trouble(engine) == trouble


async def test_a_worker_that_never_came_is_missed(engine: AsyncEngine) -> None:
    assert await worker_trouble(engine) == "no worker has reported"
