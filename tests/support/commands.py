"""The command line as an operator meets it."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from tests.support.processes import children_of, wait_until

ROOT = Path(__file__).parents[2]
NAMES = ("postgres", "reaper.py", "web", "worker", "nlu")


def rafeeq(
    *arguments: str, settings: dict[str, str] | None = None, seconds: float = 60, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment(settings or {}),
        capture_output=True,
        input=typed,
        text=True,
        timeout=seconds,
        check=False,
        cwd=ROOT,
    )


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Ours without its settings, so that a developer's own do not leak into tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAFEEQ_")}
    return kept | settings


def assert_one_line(done: subprocess.CompletedProcess[str], named: str) -> None:
    """It failed the way operators are promised: one line that names the setting, no traceback."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode != 0
    assert len(lines) == 1, done.stderr
    assert named in lines[0]
    assert "Traceback" not in done.stderr


def start_rafeeq(*arguments: str, settings: dict[str, str]) -> "Running":
    return Running([sys.executable, "-m", "bot", *arguments], settings)


class Running:
    """A command that runs until it is told to stop; what it says is collected."""

    def __init__(self, argv: list[str], settings: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            argv,
            env=environment(settings) | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        self.said: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait_for(self, words: str, *, seconds: float = 60) -> None:
        def heard() -> bool:
            return words in self.text or self.process.poll() is not None

        wait_until(heard, seconds=seconds, what=f"it says {words!r}")
        self._listener.join(timeout=0 if self.process.poll() is None else 5)
        assert words in self.text, self.text

    @property
    def text(self) -> str:
        return "".join(self.said)

    def children(self) -> dict[str, int]:
        """Process numbers of its children by what they are."""
        found = {}
        for pid in children_of(self.process.pid):
            try:
                argv = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            except OSError:  # gone since it was listed
                continue
            name = next((word for word in NAMES if word in map(os.path.basename, argv)), " ".join(argv))
            found[name] = pid
        return found

    def stop(self, number: int = signal.SIGTERM, *, seconds: float = 10) -> int:
        self.process.send_signal(number)
        try:
            return self.process.wait(timeout=seconds)
        finally:
            self.end()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._listener.join(timeout=5)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
