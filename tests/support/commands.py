"""The command line as an operator meets it."""

import os
import subprocess
import sys
from pathlib import Path


def rafeeq(
    *arguments: str, settings: dict[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment(settings or {}),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        cwd=Path(__file__).parents[2],
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
