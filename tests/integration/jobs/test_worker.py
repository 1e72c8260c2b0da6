"""What the job queue needs from us, on real PostgreSQL, with workers that are killed."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from procrastinate import App
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.jobs.queue import make_app
from bot.jobs.worker import free_stalled
from bot.persistence.database import make_engine


@contextmanager
def worker(url: str, out: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "tests.support.toy_worker", url, str(out)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(out: Path, line: str, times: int = 1, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not out.exists() or out.read_text().splitlines().count(line) < times:
        assert time.monotonic() < end, f"{line} never came {times} times"
        time.sleep(0.02)


async def until_held(engine: AsyncEngine) -> None:
    """The worker holds the lock that shows that it lives."""
    async with asyncio.timeout(20), engine.connect() as connection:
        query = text("select 1 from pg_locks where locktype = 'advisory' and classid = 7310 and granted")
        while await connection.scalar(query) is None:
            await asyncio.sleep(0.05)


async def defer(app: App, number: int, seconds: float, lock: str = "one") -> None:
    async with app.open_async():
        await app.configure_task("toy", lock=lock).defer_async(number=number, seconds=seconds)


async def test_the_next_job_of_a_lock_starts_when_the_lock_is_released(
    database_url: str, tmp_path: Path
) -> None:
    """Without the wake-up it would wait for the polling tick: ten of them would take 20 s."""
    app, out = make_app(database_url), tmp_path / "out"
    with worker(database_url, out):
        await defer(app, 0, 0.0)
        await asyncio.to_thread(until, out, "end 0")
        begun = time.monotonic()
        for number in range(1, 11):
            await defer(app, number, 0.02)
        await asyncio.to_thread(until, out, "end 10")
        assert time.monotonic() - begun < 10
    order = [line for line in out.read_text().splitlines() if line.startswith("begin")]
    assert order == [f"begin {number}" for number in range(11)]


async def test_a_killed_workers_job_runs_again_elsewhere(database_url: str, tmp_path: Path) -> None:
    app, out = make_app(database_url), tmp_path / "out"
    with worker(database_url, out) as first:
        await defer(app, 1, 300.0)
        await asyncio.to_thread(until, out, "begin 1")
        first.send_signal(signal.SIGKILL)
        first.wait()
        with worker(database_url, out):
            await asyncio.to_thread(until, out, "begin 1", 2)


async def test_a_living_workers_long_job_is_left_alone(database_url: str, tmp_path: Path) -> None:
    app, out, engine = make_app(database_url), tmp_path / "out", make_engine(database_url, size=2)
    with worker(database_url, out) as busy:
        await defer(app, 1, 300.0)
        await asyncio.to_thread(until, out, "begin 1")
        await until_held(engine)
        busy.send_signal(signal.SIGSTOP)
        await asyncio.sleep(5)
        async with app.open_async():
            assert await free_stalled(app, engine) == 0
        busy.send_signal(signal.SIGCONT)
    await engine.dispose()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_a_worker_stops_when_told(database_url: str, tmp_path: Path, stop: signal.Signals) -> None:
    app, out = make_app(database_url), tmp_path / "out"
    with worker(database_url, out) as told:
        await defer(app, 1, 0.0)
        await asyncio.to_thread(until, out, "end 1")
        told.send_signal(stop)
        assert await asyncio.to_thread(told.wait, 10) == 0
