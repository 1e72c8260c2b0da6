"""Child processes that never outlive us: each in a group of its own, each told when its parent dies."""

import ctypes
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _nothing() -> None:
    return


@dataclass(frozen=True)
class Child:
    """A process to start, and how it wants to be treated."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    cwd: Path | None = None
    stage: int = 0
    """Stages are stopped from the highest down: who uses something stops before it."""
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 4.0
    """After this long it is killed."""
    death_signal: int = signal.SIGKILL
    """What the kernel sends it when we die without a word."""
    user: int | None = None
    group: int | None = None
    pass_fds: Sequence[int] = ()
    before_start: Callable[[], None] = _nothing

    def popen_options(self) -> dict[str, Any]:
        """Arguments for `subprocess.Popen` and `asyncio.create_subprocess_exec` alike.

        Start children from the main thread only: the kernel takes the end of the *thread* that
        forked for the parent's death.
        """
        options: dict[str, Any] = {
            "env": dict(self.env),
            "cwd": self.cwd,
            "process_group": 0,
            "pass_fds": tuple(self.pass_fds),
            "preexec_fn": tie_to_parent(self.death_signal),
        }
        if self.user is not None:
            options |= {"user": self.user, "group": self.group, "extra_groups": []}
        return options


def tie_to_parent(death_signal: int) -> Callable[[], None]:
    """For `preexec_fn`, which runs after the change of user (that would clear the request)."""
    parent = os.getpid()

    def request() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before we could ask
            os.kill(os.getpid(), signal.SIGKILL)

    return request


def follow_parent(death_signal: int = signal.SIGTERM) -> None:
    """Ask the kernel to stop this process when its own parent goes."""
    _libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)


def signal_group(pid: int, number: int) -> None:
    """Signal a child and everything it started; a group that is gone already is no error."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
