"""Supervisors of toy children, each a process of its own, watched from outside."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.runtime.children import Child
from bot.runtime.errors import StartError
from bot.runtime.supervisor import Supervisor
from tests.support.processes import alive, children_of, wait_until

NAMES = ("first", "first-child", "second", "second-child")
QUICK = "import sys; sys.exit(3)"


class Toys:
    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.toy_supervisor", str(folder), *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_until(self._ready, seconds=20, what="the toys are ready")

    def pid(self, name: str) -> int:
        return int((self.folder / f"{name}.pid").read_text())

    def pids(self) -> list[int]:
        return [self.pid(name) for name in NAMES]

    def _ready(self) -> bool:
        return all((self.folder / f"{name}.pid").exists() for name in NAMES)


@pytest.fixture
def toys(tmp_path: Path) -> Iterator[Toys]:
    started = Toys(tmp_path)
    yield started
    started.process.kill()
    started.process.communicate()


def none_alive(pids: list[int]) -> bool:
    return not any(alive(pid) for pid in pids)


def test_a_killed_parent_leaves_no_child_and_no_grandchild(toys: Toys) -> None:
    pids = toys.pids()

    toys.process.kill()

    wait_until(lambda: none_alive(pids), seconds=5, what="all gone")


def test_with_its_reaper_killed_the_next_child_brings_a_new_one(toys: Toys) -> None:
    before = set(children_of(toys.process.pid))
    (reaper,) = before - set(toys.pids())
    os.kill(reaper, signal.SIGKILL)

    killed = toys.pid("second")
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: toys.pid("second") != killed, seconds=5, what="started again")
    wait_until(lambda: toys.pid("second-child") not in before, seconds=5, what="its child too")
    pids = toys.pids()
    toys.process.kill()

    wait_until(lambda: none_alive(pids), seconds=5, what="all gone")


def test_a_dead_child_is_started_again_and_the_log_says_so(toys: Toys) -> None:
    killed, orphan = toys.pid("first"), toys.pid("first-child")

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: toys.pid("first") != killed, seconds=5, what="started again")
    assert not alive(orphan)
    toys.process.terminate()
    _, log = toys.process.communicate(timeout=10)
    assert "child_died" in log
    assert "SIGKILL" in log


def test_a_polite_stop_ends_everything_at_once(toys: Toys) -> None:
    pids = toys.pids()

    toys.process.terminate()

    assert toys.process.wait(timeout=5) == 0
    assert none_alive(pids)


def test_stubborn_children_are_killed_in_time(tmp_path: Path) -> None:
    toys = Toys(tmp_path, "stubborn")
    pids = toys.pids()

    toys.process.terminate()
    _, log = toys.process.communicate(timeout=10)

    assert none_alive(pids)
    assert "child_killed" in log


async def never() -> bool:
    return False


async def test_a_child_that_ends_at_once_is_a_start_error() -> None:
    async with Supervisor() as supervisor:
        with pytest.raises(StartError, match=r"quick does not start \(exit code 3\)"):
            await supervisor.start(Child("quick", [sys.executable, "-c", QUICK]), never, patience=10)


async def test_a_child_that_never_gets_ready_is_ended(tmp_path: Path) -> None:
    code = f"import os, pathlib, time; pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid())); time.sleep(99)"
    async with Supervisor() as supervisor:
        with pytest.raises(StartError, match="slow does not start"):
            await supervisor.start(Child("slow", [sys.executable, "-c", code]), never, patience=1.0)
    assert not alive(int((tmp_path / "pid").read_text()))


async def test_the_pause_before_a_restart_grows() -> None:
    async def at_once() -> bool:
        return True

    with structlog.testing.capture_logs() as logs:
        async with Supervisor() as supervisor:
            await supervisor.start(Child("quick", [sys.executable, "-c", QUICK]), at_once, patience=10)
            async with asyncio.timeout(20):
                while len([entry for entry in logs if entry["event"] == "child_died"]) < 3:
                    await asyncio.sleep(0.05)

    pauses = [entry["again_in_seconds"] for entry in logs if entry["event"] == "child_died"]
    assert pauses[:3] == [0.5, 1.0, 2.0]


async def test_what_has_to_be_cleared_is_cleared_before_each_start(tmp_path: Path) -> None:
    cleared: list[int] = []
    child = Child("quick", [sys.executable, "-c", QUICK], before_start=lambda: cleared.append(1))

    async with Supervisor() as supervisor:
        with pytest.raises(StartError):
            await supervisor.start(child, never, patience=10, attempts=2)

    assert cleared == [1, 1]
