"""Ends what a killed `rafeeq run` leaves behind. Runs as a plain script, with the standard library only.

The kernel tells the direct children of a killed process, not theirs. This one holds the reading end
of a pipe whose writing end only the supervisor has: when that closes, the supervisor is gone, however
it went, and every process group it named is ended.

    +GROUP SIGNAL    a group to end, and the signal it understands
    -GROUP           that group has ended by itself
"""

import contextlib
import os
import signal
import sys
import time

PATIENCE = 5.0
"""Seconds that a gentler signal than SIGKILL is given."""


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: dict[int, int] = {}
    for line in sys.stdin:
        group, _, number = line[1:].partition(" ")
        if line.startswith("+"):
            groups[int(group)] = int(number)
        else:
            groups.pop(int(group), None)
    end(groups)


def end(groups: dict[int, int]) -> None:
    for group, number in groups.items():
        send(group, number)
    last = time.monotonic() + PATIENCE
    left = {group for group, number in groups.items() if number != signal.SIGKILL}
    while left and time.monotonic() < last:
        left = {group for group in left if send(group, 0)}
        time.sleep(0.05)
    for group in left:
        send(group, signal.SIGKILL)


def send(group: int, number: int) -> bool:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    main()
