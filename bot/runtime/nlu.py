"""The environment in which Rasa lives, beside the app's."""

import os
from collections.abc import Sequence
from pathlib import Path

from bot.runtime.errors import StartError

ROOT = Path(__file__).parents[2]


def nlu_python(given: Path | None) -> Path:
    python = given or ROOT / ".venv-nlu" / "bin" / "python"
    if not os.access(python, os.X_OK):
        raise StartError(f"RAFEEQ_NLU_PYTHON: {python} is not there: run make, or name Rasa's Python")
    return python


def nlu_argv(given: Path | None, arguments: Sequence[str]) -> list[str]:
    return [str(nlu_python(given)), "-m", "nlu", *arguments]


def nlu_environ(**more: str) -> dict[str, str]:
    """Rasa gets no settings but those it is given: it needs no keys and no database."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("RAFEEQ_")}
    return ours | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | more
