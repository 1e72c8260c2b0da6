"""What nobody asks for and has to be done all the same: totals carried on, what is of no use forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.clock import Clock

EVERY = timedelta(minutes=10)
SETTLED_AFTER = timedelta(hours=3)
"""By then a message has reached its outcome: delivery is given up after two hours."""
PAYLOADS_KEPT = timedelta(days=10)
"""Longer than any provider tries the same again (8 days), so that a payload that comes again is known."""

_LOCK = text("select pg_try_advisory_xact_lock(7311, 1)")
_SETTLED = text("""
    with mark as (select coalesce(max(upto), 0) as upto from message_totals),
    ends as (
        select coalesce(
            (select min(position) - 1 from messages, mark where position > mark.upto and at >= :settled),
            (select max(position) from messages)
        ) as upto
    )
    insert into message_totals (way, channel, outcome, total, upto)
    select case when author = 'person' then 'in' else 'out' end,
           messages.channel,
           case when author = 'person' then coalesce(handling, '') else delivery end,
           count(*),
           ends.upto
    from messages, mark, ends
    where position > mark.upto and position <= ends.upto and (author = 'person' or delivery is not null)
    group by 1, 2, 3, 5
    on conflict (way, channel, outcome)
    do update set total = message_totals.total + excluded.total, upto = excluded.upto
""")
_OLD_PAYLOADS = text("delete from raw_payloads where conversation_id is null and at < :before")
_OLD_STATUSES = text("delete from early_statuses where at < :before")


class Housekeeping:
    """Every worker calls it each second; it does something now and then, and only one of them at a time."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._due = clock()

    async def when_due(self) -> bool:
        now = self._clock()
        if now < self._due:
            return False
        self._due = now + EVERY
        async with self._engine.begin() as connection:
            if not await connection.scalar(_LOCK):
                return False
            await settle_totals(connection, now)
            await forget_old(connection, now)
        return True


async def settle_totals(connection: AsyncConnection, now: datetime) -> None:
    """Adds what has grown old enough, once; what is erased later stays counted."""
    await connection.execute(_SETTLED, {"settled": now - SETTLED_AFTER})


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Payloads of unknown shape that are nobody's, and statuses of messages that are not ours."""
    for statement in (_OLD_PAYLOADS, _OLD_STATUSES):
        await connection.execute(statement, {"before": now - PAYLOADS_KEPT})
