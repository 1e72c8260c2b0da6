"""Where Rasa's servers are: as told at the start, or in a file that changes while we run."""

from collections.abc import Sequence
from pathlib import Path


class Addresses:
    """`file` goes before `fixed`. It is put in place whole, and looked at for each message."""

    def __init__(self, fixed: Sequence[str], file: Path | None = None) -> None:
        self._known = tuple(url.rstrip("/") for url in fixed)
        self._file = file
        self._seen = 0

    def __call__(self) -> tuple[str, ...]:
        if self._file is not None:
            try:
                changed = self._file.stat().st_mtime_ns
                if changed != self._seen:
                    told = self._file.read_text(encoding="ascii").split(",")
                    self._known = tuple(url.strip().rstrip("/") for url in told if url.strip()) or self._known
                    self._seen = changed
            except OSError:  # not there yet, or no more: what was known last still holds
                pass
        return self._known
