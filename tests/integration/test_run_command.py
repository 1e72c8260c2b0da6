"""`rafeeq run` from outside, with Rasa elsewhere: starting, staying and stopping."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.runtime.ports import free_port
from tests.support.commands import Running, assert_one_line, rafeeq, start_rafeeq
from tests.support.processes import alive, children_of, wait_until

READY = "Rafeeq is ready."
STOP_SECONDS = 10


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One data directory for the module: every start but the first is a warm one."""
    return {
        "RAFEEQ_DATA_DIR": str(tmp_path_factory.mktemp("run") / "var"),
        "RAFEEQ_PORT": str(free_port()),
        "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{free_port()}",
        "RAFEEQ_RASA_URL": "http://127.0.0.1:9",
        "RAFEEQ_INTERNAL_TOKEN": "token",
    }


@pytest.fixture
def running(settings: dict[str, str]) -> Iterator[Running]:
    started = start_rafeeq("run", settings=settings)
    try:
        started.wait_for(READY)
        yield started
    finally:
        started.end()


def address(settings: dict[str, str], path: str) -> str:
    return f"http://127.0.0.1:{settings['RAFEEQ_PORT']}{path}"


def answers(settings: dict[str, str]) -> bool:
    try:
        return httpx.get(address(settings, "/healthz"), trust_env=False).is_success
    except httpx.TransportError:
        return False


def test_it_says_where_everything_is_and_answers_there(running: Running, settings: dict[str, str]) -> None:
    assert address(settings, "/chat") in running.text
    assert address(settings, "/welcome#") in running.text
    assert "Channels  web chat" in running.text
    assert answers(settings)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_in_time(running: Running, number: int) -> None:
    pids = list(running.children().values())

    code = running.stop(number, seconds=STOP_SECONDS)

    assert code == 0
    assert not any(alive(pid) for pid in pids)
    assert "Traceback" not in running.text


def test_a_kill_leaves_no_child(running: Running) -> None:
    pids = list(running.children().values())

    running.process.kill()

    wait_until(lambda: not any(alive(pid) for pid in pids), seconds=5, what="all are gone")
    assert len(pids) >= 3


def test_a_killed_child_comes_back(running: Running, settings: dict[str, str]) -> None:
    for name in ("web", "postgres"):
        killed = running.children()[name]
        os.kill(killed, signal.SIGKILL)

        wait_until(lambda: running.children().get(name, killed) != killed, seconds=10, what="back")  # noqa: B023
        wait_until(lambda: answers(settings), seconds=20, what="it answers again")
    assert "child_died" in running.text


def test_a_second_one_is_told_so(running: Running, settings: dict[str, str]) -> None:
    assert_one_line(rafeeq("run", settings=settings), "RAFEEQ_PORT")
    others = {"RAFEEQ_PORT": str(free_port()), "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{free_port()}"}
    assert_one_line(rafeeq("run", settings=settings | others), "RAFEEQ_DATA_DIR")


def test_other_commands_work_beside_it(running: Running, settings: dict[str, str]) -> None:
    done = rafeeq("migrate", settings=settings)

    assert (done.returncode, done.stderr) == (0, "")


def test_it_stops_while_it_starts(settings: dict[str, str]) -> None:
    starting = start_rafeeq("run", settings=settings)
    starting.wait_for("Starting the assistant")
    pids = list(starting.children().values())

    assert starting.stop(seconds=STOP_SECONDS) == 0
    assert not any(alive(pid) for pid in pids)


def test_with_its_own_parent_gone_it_stops(settings: dict[str, str]) -> None:
    """A killed `make run` must not leave the whole installation running."""
    shell = Running(["sh", "-c", f"{sys.executable} -m bot run --follow-parent; true"], settings)
    shell.wait_for(READY)
    (pid,) = children_of(shell.process.pid)

    shell.end()

    wait_until(lambda: not alive(pid), seconds=STOP_SECONDS, what="it has stopped")


def test_a_taken_private_port_is_one_line(settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        done = rafeeq("run", settings=settings | {"RAFEEQ_INTERNAL_LISTEN": listen})

    assert_one_line(done, "RAFEEQ_INTERNAL_LISTEN")


def test_an_unwritable_data_directory_is_one_line(settings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = rafeeq("run", settings=settings | {"RAFEEQ_DATA_DIR": str(tmp_path / "file" / "var")})

    assert_one_line(done, "RAFEEQ_DATA_DIR: cannot write")


def test_a_warm_start_is_quick(settings: dict[str, str]) -> None:
    began = time.monotonic()
    warm = start_rafeeq("run", settings=settings)
    warm.wait_for(READY)
    seconds = time.monotonic() - began
    warm.stop()

    assert seconds < 20
