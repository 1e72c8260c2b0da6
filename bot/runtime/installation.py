"""What an installation lacks in its settings, filled in from its data directory.

Children and other commands get it through the environment, as `NAME_FILE`: secrets stay out of
process lists and environments.
"""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.runtime.children import signal_group
from bot.runtime.data_dir import DataDir, open_data_dir
from bot.runtime.errors import StartError
from bot.runtime.postgres import EmbeddedPostgres
from bot.settings import PREFIX, Settings, load_settings

SERVER_PATIENCE = 60.0
"""Seconds for the embedded server to accept; after a crash it replays its log first."""


def with_files(environ: Mapping[str, str], files: Mapping[str, Path]) -> dict[str, str]:
    """The environment with these settings read from files, whatever it said about them before."""
    complete = dict(environ)
    for name, file in files.items():
        complete.pop(PREFIX + name, None)
        complete[f"{PREFIX}{name}_FILE"] = str(file)
    return complete


def embedded_files(data_dir: DataDir, postgres: EmbeddedPostgres) -> dict[str, Path]:
    """The settings that an embedded installation makes for itself."""
    address = data_dir.run / "database-url"
    _replace(address, postgres.url())
    return {"DATABASE_URL": address, "SECRET_KEYS": data_dir.secret_file("keys")}


def new_token_file(data_dir: DataDir) -> Path:
    """A token for the private addresses of this start."""
    file = data_dir.run / "internal-token"
    _replace(file, secrets.token_urlsafe(32))
    return file


def tell_rasa_address(data_dir: DataDir, url: str) -> Path:
    """The file in which the processes of this start find the Rasa that answers now."""
    file = data_dir.run / "rasa-url"
    _replace(file, url)
    return file


def leave_note(data_dir: DataDir, name: str, text: str) -> None:
    """For `take_note` in another process of the same start; an empty one takes back an earlier."""
    _replace(data_dir.run / f"{name}.note", text)


def take_note(data_dir: DataDir, name: str) -> str:
    """What was left, once; empty when nothing was."""
    note = data_dir.run / f"{name}.note"
    text = note.read_text(encoding="ascii") if note.exists() else ""
    note.unlink(missing_ok=True)
    return text


@contextmanager
def complete_settings(environ: Mapping[str, str]) -> Iterator[Settings]:
    """Settings with a database that answers, for commands that run beside `rafeeq run` or without it.

    The embedded server is started for as long as this lasts, unless a `rafeeq run` has it already.
    """
    settings = load_settings(environ)
    if not settings.embedded_database:
        yield settings
        return
    data_dir = open_data_dir(settings.data_dir)
    if data_dir.in_use():
        yield _completed(environ, settings, data_dir)
        return
    with data_dir.locked(), _server(data_dir):
        yield _completed(environ, settings, data_dir)


def running_settings(environ: Mapping[str, str]) -> Settings:
    """Settings for a process beside others: with the embedded database `rafeeq run` must be up."""
    settings = load_settings(environ)
    if not settings.embedded_database:
        return settings
    data_dir = open_data_dir(settings.data_dir)
    if not data_dir.in_use():
        raise StartError(
            f"{PREFIX}DATABASE_URL is missing: the embedded database comes with `rafeeq run` only"
        )
    return _completed(environ, settings, data_dir)


def _completed(environ: Mapping[str, str], settings: Settings, data_dir: DataDir) -> Settings:
    files = embedded_files(data_dir, EmbeddedPostgres(data_dir))
    if settings.secret_keys:
        del files["SECRET_KEYS"]
    return load_settings(with_files(environ, files))


@contextmanager
def _server(data_dir: DataDir) -> Iterator[None]:
    postgres = EmbeddedPostgres(data_dir)
    postgres.prepare()
    child = postgres.child()
    child.before_start()
    process = subprocess.Popen(child.argv, **child.popen_options())
    try:
        _wait(postgres, process)
        yield
    finally:
        signal_group(process.pid, child.stop_signal)
        process.wait()


def _wait(postgres: EmbeddedPostgres, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SERVER_PATIENCE
    while not postgres.accepts():
        if process.poll() is not None or time.monotonic() > end:
            raise StartError("the embedded PostgreSQL does not start: its own message is above")
        time.sleep(0.05)


def _replace(file: Path, text: str) -> None:
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text(text, encoding="ascii")
    half.replace(file)
