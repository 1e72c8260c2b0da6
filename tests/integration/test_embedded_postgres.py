"""The embedded server: first start, crash, second start, and what can be wrong with its folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot.runtime.data_dir import open_data_dir
from bot.runtime.errors import StartError
from bot.runtime.postgres import EmbeddedPostgres
from bot.runtime.stale_server import clear_stale_lock
from tests.support.database import running_postgres, wait_until_it_accepts
from tests.support.processes import alive, wait_until

FAST = {"fsync": "off"}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a server as another user")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data directory for the module: each test starts a server on it anew."""
    return tmp_path_factory.mktemp("postgres") / "var"


def start(var: Path) -> tuple[EmbeddedPostgres, subprocess.Popen[bytes]]:
    postgres = EmbeddedPostgres(open_data_dir(var), FAST)
    postgres.prepare()
    child = postgres.child()
    child.before_start()
    process = subprocess.Popen(child.argv, **child.popen_options())
    wait_until_it_accepts(postgres, process)
    return postgres, process


@pytest.fixture
def running(var: Path) -> Iterator[EmbeddedPostgres]:
    with running_postgres(var, FAST) as postgres:
        yield postgres


def test_the_owner_is_no_superuser_and_may_install_what_we_need(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url()) as connection:
        for extension in ("pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {extension}")
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        connection.rollback()

    assert row == (False,)


def test_arabic_words_have_trigrams(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url()) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SELECT similarity('كفالة', 'كفاله') > 0.3").fetchone()
        connection.rollback()

    assert row == (True,)


def test_it_listens_at_a_socket_only_and_asks_for_the_password(running: EmbeddedPostgres) -> None:
    with psycopg.connect(running.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    address = running.url().replace(running.url().split(":")[2].split("@")[0], "guess")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_its_folder_is_closed_to_others(running: EmbeddedPostgres, var: Path) -> None:
    assert (var / "postgres").stat().st_mode & 0o077 == 0
    assert (var / "secrets").stat().st_mode & 0o077 == 0


def test_data_survives_a_kill_of_the_server(var: Path) -> None:
    postgres, process = start(var)
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    process.kill()
    process.wait()

    with running_postgres(var, FAST) as again, psycopg.connect(again.url()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_lock_file_with_the_number_of_an_unrelated_process_is_cleared(var: Path) -> None:
    lock = var / "postgres" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{var}\n")

    with running_postgres(var, FAST) as postgres:
        assert postgres.accepts()


def test_an_orphaned_server_is_stopped_before_the_next_one_starts(var: Path) -> None:
    _, process = start(var)

    clear_stale_lock(var / "postgres")

    assert process.wait(timeout=5) == 0
    assert not (var / "postgres" / "postmaster.pid").exists()


STARTER = """
import subprocess, sys, signal
from pathlib import Path
from tests.integration.test_embedded_postgres import start
_, process = start(Path(sys.argv[1]))
print(process.pid, flush=True)
signal.pause()
"""


def test_the_server_stops_when_its_starter_is_killed(var: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(var)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())

    starter.kill()
    starter.communicate()

    wait_until(lambda: not alive(pid), seconds=5, what="the server is gone")


@as_root
def test_as_root_the_server_is_another_user_below_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    _, process = start(closed / "var")
    owner = Path(f"/proc/{process.pid}").stat().st_uid
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0
    assert owner != 0


@pytest.mark.parametrize(("version", "age"), [("99", "newer"), ("9", "older")])
def test_data_of_another_major_version_is_refused(var: Path, version: str, age: str) -> None:
    mark = var / "postgres" / "PG_VERSION"
    kept = mark.read_text()
    mark.write_text(version)
    try:
        with pytest.raises(StartError, match=f"RAFEEQ_DATA_DIR: .* {age} PostgreSQL \\({version}"):
            EmbeddedPostgres(open_data_dir(var), FAST).prepare()
    finally:
        mark.write_text(kept)


def test_a_first_start_broken_off_is_begun_again(tmp_path: Path) -> None:
    half = tmp_path / "var" / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    with running_postgres(tmp_path / "var", FAST) as postgres:
        assert postgres.accepts()
    assert not half.exists()


def test_a_deep_data_directory_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("deep-" * 15) / "var"

    with running_postgres(deep, FAST) as postgres:
        assert postgres.accepts()
