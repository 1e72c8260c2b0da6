"""The directory in which an installation keeps what is its own: one layout, one user of it at a time."""

import contextlib
import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.runtime.errors import StartError

LAYOUT = 1
"""Raised when an older Rafeeq could not work with what this one writes."""


class DataDir:
    """Made with `open_data_dir`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def run(self) -> Path:
        """Sockets and what children are handed; nothing in it outlives a start."""
        return self.path / "run"

    def secret(self, name: str) -> str:
        """A random secret of this installation, made when first asked for."""
        return self.secret_file(name).read_text(encoding="ascii").strip()

    def secret_file(self, name: str) -> Path:
        folder = self.path / "secrets"
        folder.mkdir(mode=0o700, exist_ok=True)
        file = folder / name
        with contextlib.suppress(FileExistsError):
            write_private(file, secrets.token_hex(32))
        return file

    def in_use(self) -> bool:
        """Whether a `rafeeq run` holds the directory."""
        try:
            with self.locked():
                return False
        except StartError:
            return True

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the directory for this process alone; a second `run` gets a `StartError`."""
        with (self.path / "lock").open("a+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise StartError(
                    f"RAFEEQ_DATA_DIR: {self.path} is in use by another rafeeq "
                    f"(process {file.read().strip()}): stop that one, or choose another directory"
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def write_private(file: Path, text: str) -> None:
    """Write a new file that only we may read, whole or not at all; FileExistsError if it is there."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(name, file)
    finally:
        Path(name).unlink()


def open_data_dir(path: Path) -> DataDir:
    """Make the directory ready, or say in a `StartError` why it can't be used."""
    path = path.absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        _check_layout(path / "layout", path)
        (path / "run").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StartError(
            f"RAFEEQ_DATA_DIR: cannot write in {path}: {error.strerror}: "
            "give this user the directory, or choose another one"
        ) from None
    return DataDir(path)


def _check_layout(stamp: Path, path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        write_private(stamp, f"{LAYOUT}\n")
    text = stamp.read_text(encoding="ascii", errors="replace").strip()
    if not text.isdigit():
        raise StartError(f"RAFEEQ_DATA_DIR: {stamp} is not of Rafeeq: choose another directory")
    if int(text) > LAYOUT:
        raise StartError(
            f"RAFEEQ_DATA_DIR: {path} was written by a newer Rafeeq (layout {text}, this one has {LAYOUT}): "
            "use that version, or choose another directory"
        )
