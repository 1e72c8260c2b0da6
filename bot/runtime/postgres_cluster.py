"""The folder of a PostgreSQL cluster: made whole or not at all, of the right version, reachable."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.runtime.children import Child
from bot.runtime.errors import StartError
from bot.runtime.postgres_binaries import MAJOR, ServerUser

SUPERUSER = "postgres"
ENVIRON = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Cluster:
    path: Path
    user: ServerUser

    @cached_property
    def descriptors(self) -> tuple[int, ...]:
        """When the server runs as another user: the opened folder, for it to inherit."""
        return () if self.user.uid is None else (os.open(self.path, os.O_PATH | os.O_DIRECTORY),)

    @property
    def reach(self) -> str:
        """The path at which the server sees its folder, even below folders that are closed to it."""
        return f"/proc/self/fd/{self.descriptors[0]}" if self.descriptors else str(self.path)

    def check_version(self) -> None:
        try:
            major = int((self.path / "PG_VERSION").read_text(encoding="ascii"))
        except PermissionError:
            raise StartError(
                f"RAFEEQ_DATA_DIR: {self.path} belongs to another user: start Rafeeq as that user"
            ) from None
        except (OSError, ValueError):
            raise StartError(f"RAFEEQ_DATA_DIR: {self.path} holds no PostgreSQL data: restore it") from None
        if major != MAJOR:
            age = "newer" if major > MAJOR else "older"
            raise StartError(
                f"RAFEEQ_DATA_DIR: {self.path} was written by a {age} PostgreSQL ({major}, this one is "
                f"{MAJOR}): use the Rafeeq that wrote it, or `rafeeq backup` there and `rafeeq restore` here"
            )


def make_cluster(place: Cluster, programs: Path, password: str, statements: list[str]) -> None:
    """Make it beside its place and move it there whole, so that a start broken off leaves none."""
    half = Cluster(place.path.with_name(f"{place.path.name}.new"), place.user)
    shutil.rmtree(half.path, ignore_errors=True)
    half.path.mkdir(mode=0o700)
    give(half.path, place.user)
    with _readable(password) as descriptor:
        initdb = [str(programs / "initdb"), "-D", half.reach, *_initdb_options(descriptor)]
        _run(half, initdb, pass_fds=(descriptor,))
    # in single-user mode with -j a statement ends with a semicolon and an empty line
    words = "".join(f"{statement};\n\n" for statement in statements)
    _run(half, [str(programs / "postgres"), "--single", "-D", half.reach, "-j", "postgres"], words=words)
    half.path.rename(place.path)


def give(folder: Path, user: ServerUser) -> None:
    if user.uid is not None and user.gid is not None:
        os.chown(folder, user.uid, user.gid)


def _initdb_options(password: int) -> list[str]:
    return [
        f"--username={SUPERUSER}",
        f"--pwfile=/proc/self/fd/{password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        # LC_CTYPE: with C, pg_trgm finds no letters in Arabic
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8"),
    ]


def _run(cluster: Cluster, argv: list[str], *, pass_fds: tuple[int, ...] = (), words: str = "") -> None:
    child = Child(
        name=Path(argv[0]).name,
        argv=argv,
        env=ENVIRON,
        cwd=Path("/"),
        user=cluster.user.uid,
        group=cluster.user.gid,
        pass_fds=(*cluster.descriptors, *pass_fds),
    )
    try:
        done = subprocess.run(
            argv, **child.popen_options(), input=words, text=True, capture_output=True, check=False
        )
    except (PermissionError, subprocess.SubprocessError) as error:
        raise StartError(
            f"cannot start the embedded PostgreSQL as user {cluster.user.uid} ({error}): "
            "start Rafeeq as an ordinary user, or set RAFEEQ_DATABASE_URL"
        ) from None
    # single-user mode reports a failed statement, and goes on, and exits with 0
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise StartError(f"RAFEEQ_DATA_DIR: {child.name} failed in {cluster.path.parent}: {last}")


@contextmanager
def _readable(secret: str) -> Iterator[int]:
    """The secret as a file in memory, which the server's user can open by its descriptor."""
    descriptor = os.memfd_create("secret")
    try:
        os.write(descriptor, secret.encode())
        yield descriptor
    finally:
        os.close(descriptor)
