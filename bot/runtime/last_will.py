"""Names to the reaper what to end should we be killed."""

import subprocess
import sys
from pathlib import Path
from typing import IO

from bot.runtime import reaper


class LastWill:
    def __init__(self) -> None:
        self._groups: dict[int, int] = {}
        self._process: subprocess.Popen[str] | None = None

    def add(self, group: int, number: int) -> None:
        self._groups[group] = int(number)
        self._tell(f"+{group} {int(number)}")

    def remove(self, group: int) -> None:
        if self._groups.pop(group, None) is not None:
            self._tell(f"-{group}")

    def revoke(self) -> None:
        """Everything has been stopped in good order."""
        if self._process is not None:
            self._process.communicate("".join(f"-{group}\n" for group in self._groups))

    def _tell(self, line: str) -> None:
        try:
            _write(self._open(), f"{line}\n")
        except BrokenPipeError:  # the reaper itself was killed
            self._process = None
            _write(self._open(), "".join(f"+{group} {number}\n" for group, number in self._groups.items()))

    def _open(self) -> IO[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(Path(reaper.__file__))],
                stdin=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        if self._process.stdin is None:
            raise AssertionError("opened with a pipe above")
        return self._process.stdin


def _write(stream: IO[str], text: str) -> None:
    stream.write(text)
    stream.flush()
