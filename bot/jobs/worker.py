"""The worker process: takes jobs, shows that it lives, and frees the jobs of workers that died."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from procrastinate import App
from procrastinate.worker import Worker
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

log = structlog.get_logger()

CONCURRENCY = 16
BEAT_SECONDS = 1.0
STALLED_SECONDS = 4.0
PARTED_SECONDS = 60.0
"""A worker that still holds its lock but beats no more: cut off from the database, not dead."""

_LOCK_CLASS = 7_310
_HELD = text(
    "select 1 from pg_locks where locktype = 'advisory' and classid = :kind and objid = :worker and granted"
)
_SILENT = text(
    "select extract(epoch from now() - last_heartbeat) from procrastinate_workers where id = :worker"
)
_BEAT = text("""
    insert into heartbeats (process, kind, at) values (:process, 'worker', now())
    on conflict (process) do update set at = now()
""")
_FORGET = text("delete from heartbeats where process = :process or at < now() - interval '1 hour'")


async def run_worker(app: App, engine: AsyncEngine, every_second: Callable[[], Awaitable[None]]) -> None:
    """Runs until cancelled or told by signal. `every_second`: small upkeep, must not raise for long."""
    worker = Worker(
        app,
        concurrency=CONCURRENCY,
        fetch_job_polling_interval=2.0,
        update_heartbeat_interval=BEAT_SECONDS,
        stalled_worker_timeout=PARTED_SECONDS * 10,
        delete_jobs="successful",
        shutdown_graceful_timeout=3.0,  # `rafeeq run` stops everything within ten seconds
        install_signal_handlers=True,
    )
    upkeep = asyncio.create_task(_upkeep(app, engine, worker, every_second))
    try:
        await worker.run()  # type: ignore[no-untyped-call]
    finally:
        upkeep.cancel()
        with suppress(asyncio.CancelledError):
            await upkeep


async def _upkeep(
    app: App, engine: AsyncEngine, worker: Worker, every_second: Callable[[], Awaitable[None]]
) -> None:
    """Holds a lock that PostgreSQL lets go at the moment this process dies, so that others can tell."""
    process = f"{os.uname().nodename}:{os.getpid()}"
    while worker.worker_id is None:  # noqa: ASYNC110 - the library sets it and tells nobody
        await asyncio.sleep(0.05)
    async with engine.connect() as guard:
        await guard.execution_options(isolation_level="AUTOCOMMIT")
        await guard.execute(
            text("select pg_advisory_lock(:kind, :worker)"), {"kind": _LOCK_CLASS, "worker": worker.worker_id}
        )
        try:
            while True:
                try:
                    async with engine.begin() as connection:
                        await connection.execute(_BEAT, {"process": process})
                    await free_stalled(app, engine)
                    await every_second()
                except Exception as error:  # noqa: BLE001 - upkeep goes on; the next second tries again
                    log.warning("upkeep_failed", error=type(error).__name__)
                await asyncio.sleep(BEAT_SECONDS)
        finally:
            async with engine.begin() as connection:
                await connection.execute(_FORGET, {"process": process})


async def free_stalled(app: App, engine: AsyncEngine) -> int:
    """Puts jobs of dead workers back into the queue; they would block their conversations for ever."""
    freed = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.id is None or (job.worker_id is not None and await _lives(engine, job.worker_id)):
            continue
        await app.job_manager.retry_job(job)
        log.warning("job_freed", job=job.id, task=job.task_name)
        freed += 1
    return freed


async def _lives(engine: AsyncEngine, worker_id: int) -> bool:
    async with engine.connect() as connection:
        held = await connection.scalar(_HELD, {"kind": _LOCK_CLASS, "worker": worker_id})
        if held is None:
            return False
        silent = await connection.scalar(_SILENT, {"worker": worker_id})
    return silent is not None and float(silent) < PARTED_SECONDS
