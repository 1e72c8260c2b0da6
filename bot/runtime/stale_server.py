"""The lock file of a PostgreSQL: what a running one tells in it, and what a killed one leaves behind."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from bot.runtime.errors import StartError

PATIENCE = 15.0
"""Seconds for a server whose starter died to finish its own stop."""
PAUSE = 0.05
LOCK, STATUS_LINE = "postmaster.pid", 8


def says_ready(cluster: Path) -> bool:
    """The server's own word, in the last line of its lock file."""
    try:
        lines = (cluster / LOCK).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return False
    return len(lines) >= STATUS_LINE and lines[STATUS_LINE - 1].strip() == "ready"


def clear_stale_lock(cluster: Path) -> None:
    """Wait for an orphaned server to end, then remove its lock file.

    Only for a holder of the data directory's lock: whatever server is found is nobody's any more.
    PostgreSQL itself would take the number of an unrelated process, reused after a reboot or in a
    container, for its own and refuse to start.
    """
    lock = cluster / LOCK
    pid = _written_pid(lock)
    if pid is None:
        return
    end = time.monotonic() + PATIENCE
    number = signal.SIGINT
    while serves(pid, cluster):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        if time.monotonic() > end:
            raise StartError(f"a PostgreSQL of an earlier start (process {pid}) does not stop: end it")
        number = signal.SIGINT if time.monotonic() < end - PATIENCE / 2 else signal.SIGQUIT
        time.sleep(PAUSE)
    lock.unlink(missing_ok=True)


def serves(pid: int, cluster: Path) -> bool:
    """Whether that process is a server of this cluster: PostgreSQL works inside its data directory."""
    try:
        return os.path.samestat(Path(f"/proc/{pid}/cwd").stat(), cluster.stat()) and not _finished(pid)
    except OSError:
        return False


def _finished(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return status.rpartition(")")[2].split()[0] in {"Z", "X"}


def _written_pid(lock: Path) -> int | None:
    try:
        return int(lock.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
