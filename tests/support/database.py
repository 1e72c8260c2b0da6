"""One PostgreSQL for the whole test session, and a fresh migrated database for whoever asks."""

import asyncio
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from bot.persistence.database import make_engine
from bot.persistence.migrate import migrate
from bot.runtime.children import signal_group
from bot.runtime.data_dir import open_data_dir
from bot.runtime.postgres import OWNER, EmbeddedPostgres

TEMPLATE = "template_rafeeq"
UNSAFE_AND_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


class DatabaseServer:
    """Made with `database_server`."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self._postgres = postgres
        self._numbers = itertools.count(1)
        self._create(TEMPLATE, "template0")
        asyncio.run(_migrate(self._url(TEMPLATE)))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a database of one's own with the newest schema and nothing in it."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._create(name, TEMPLATE)
        try:
            yield self._url(name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The same without a schema, for the tests of migrations."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._create(name, "template0")
        try:
            yield self._url(name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _url(self, database: str) -> str:
        return self._postgres.url(database=database)

    def _create(self, name: str, template: str) -> None:
        self._execute(f"CREATE DATABASE {{}} OWNER {OWNER} TEMPLATE {template}", name)

    def _execute(self, statement: str, name: str) -> None:
        with psycopg.connect(self._postgres.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


async def _migrate(url: str) -> None:
    engine = make_engine(url, size=2)
    await migrate(engine)
    await engine.dispose()


@contextmanager
def running_postgres(folder: Path, settings: dict[str, str]) -> Iterator[EmbeddedPostgres]:
    postgres = EmbeddedPostgres(open_data_dir(folder), settings)
    postgres.prepare()
    child = postgres.child()
    process = subprocess.Popen(child.argv, **child.popen_options())
    try:
        wait_until_it_accepts(postgres, process)
        yield postgres
    finally:
        signal_group(process.pid, child.stop_signal)
        process.wait(timeout=20)


def wait_until_it_accepts(postgres: EmbeddedPostgres, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while not postgres.accepts():
        assert process.poll() is None, "the server ended at once"
        assert time.monotonic() < end, "the server does not answer"
        time.sleep(0.02)


@contextmanager
def database_server() -> Iterator[DatabaseServer]:
    folder = Path(tempfile.mkdtemp(prefix="rafeeq-tests-"))
    try:
        with running_postgres(folder / "var", UNSAFE_AND_FAST) as postgres:
            yield DatabaseServer(postgres)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
