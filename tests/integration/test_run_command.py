"""`rafeeq run` from outside, with Rasa elsewhere: starting, staying and stopping."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.runtime.ports import free_port
from tests.support.commands import Running, assert_one_line, rafeeq, start_rafeeq
from tests.support.installation import with_some_model
from tests.support.processes import alive, children_of, wait_until

READY = "Rafeeq is ready."
STOP_SECONDS = 10
RASA_AWAY = {"rasa": "no answer, or no model loaded yet"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = elsewhere() | {
        "RAFEEQ_DATA_DIR": str(tmp_path_factory.mktemp("run") / "var"),
        "RAFEEQ_RASA_URL": "http://127.0.0.1:9",
        "RAFEEQ_INTERNAL_TOKEN": "token",
    }
    with_some_model(made)
    return made


@pytest.fixture(scope="module")
def running(settings: dict[str, str]) -> Iterator[Running]:
    """One for all tests that leave it running."""
    started = start_rafeeq("run", settings=settings)
    try:
        started.wait_for(READY, seconds=120)
        yield started
    finally:
        started.end()


@pytest.fixture
def another(settings: dict[str, str], tmp_path: Path) -> Iterator[Running]:
    """One to be stopped, on a data directory of its own."""
    own = settings | elsewhere() | {"RAFEEQ_DATA_DIR": str(tmp_path / "var")}
    with_some_model(own)
    started = start_rafeeq("run", settings=own)
    try:
        yield started
    finally:
        started.end()


def elsewhere() -> dict[str, str]:
    return {
        "RAFEEQ_PORT": str(free_port()),
        "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{free_port()}",
    }


def address(settings: dict[str, str], path: str) -> str:
    return f"http://127.0.0.1:{settings['RAFEEQ_PORT']}{path}"


def troubles(settings: dict[str, str]) -> dict[str, str] | None:
    try:
        found: dict[str, str] = httpx.get(address(settings, "/readyz"), trust_env=False).json()["wrong"]
    except httpx.TransportError:
        return None
    return found


def answers(settings: dict[str, str]) -> bool:
    try:
        return httpx.get(address(settings, "/healthz"), trust_env=False).is_success
    except httpx.TransportError:
        return False


def test_it_says_where_everything_is_and_answers_there(running: Running, settings: dict[str, str]) -> None:
    assert address(settings, "/chat") in running.text
    assert address(settings, "/welcome#") in running.text
    assert "Channels  web chat" in running.text
    assert address(settings, "/welcome#") in running.text
    assert answers(settings)


def test_a_killed_child_comes_back(running: Running, settings: dict[str, str]) -> None:
    for name in ("web", "worker", "postgres"):
        killed = running.children()[name]
        os.kill(killed, signal.SIGKILL)

        wait_until(lambda: running.children().get(name, killed) != killed, seconds=10, what="back")  # noqa: B023
        wait_until(lambda: troubles(settings) == RASA_AWAY, seconds=30, what="all but Rasa is well again")
    assert "child_died" in running.text


def test_a_second_one_is_told_so(running: Running, settings: dict[str, str]) -> None:
    assert_one_line(rafeeq("run", settings=settings), "RAFEEQ_PORT")
    assert_one_line(rafeeq("run", settings=settings | elsewhere()), "RAFEEQ_DATA_DIR")


def test_other_commands_work_beside_it(running: Running, settings: dict[str, str]) -> None:
    done = rafeeq("migrate", settings=settings)

    assert (done.returncode, done.stderr) == (0, "")


def test_told_to_stop_it_stops_everything_in_time(another: Running) -> None:
    another.wait_for(READY, seconds=120)
    children = another.children()

    code = another.stop(signal.SIGTERM, seconds=STOP_SECONDS)

    assert code == 0
    assert set(children) == {"postgres", "reaper.py", "web", "worker"}
    assert not any(alive(pid) for pid in children.values())
    assert "Traceback" not in another.text


def test_it_can_be_interrupted_while_it_starts(another: Running) -> None:
    another.wait_for("Starting the assistant", seconds=60)
    pids = another.children().values()

    assert another.stop(signal.SIGINT, seconds=STOP_SECONDS) == 0
    assert not any(alive(pid) for pid in pids)


def test_killed_it_leaves_no_child(another: Running) -> None:
    another.wait_for(READY, seconds=120)
    pids = another.children().values()

    another.process.kill()

    wait_until(lambda: not any(alive(pid) for pid in pids), seconds=5, what="all are gone")


def test_with_its_own_parent_killed_it_stops(settings: dict[str, str], tmp_path: Path) -> None:
    """A killed `make run` must not leave the whole installation running."""
    own = settings | elsewhere() | {"RAFEEQ_DATA_DIR": str(tmp_path / "var")}
    shell = Running(["sh", "-c", f"{sys.executable} -m bot run --follow-parent; true"], own)
    shell.wait_for("Starting the database")
    (pid,) = children_of(shell.process.pid)

    shell.end()

    wait_until(lambda: not alive(pid), seconds=STOP_SECONDS, what="it has stopped")


def test_a_taken_private_port_is_one_line(settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        done = rafeeq("run", settings=settings | elsewhere() | {"RAFEEQ_INTERNAL_LISTEN": listen})

    assert_one_line(done, "RAFEEQ_INTERNAL_LISTEN")


def test_an_unwritable_data_directory_is_one_line(settings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    unwritable = {"RAFEEQ_DATA_DIR": str(tmp_path / "file" / "var")}
    done = rafeeq("run", settings=settings | elsewhere() | unwritable)

    assert_one_line(done, "RAFEEQ_DATA_DIR: cannot write")
