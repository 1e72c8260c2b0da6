"""What staff taught, as a file beside `data/nlu`."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from bot.services.retrain import Pair

DATA = Path(__file__).parents[2] / "data"
_MARKUP = str.maketrans("[](){}", "      ")
"""Rasa would read an entity out of brackets."""


def learned_yaml(pairs: Sequence[Pair]) -> str:
    by_intent: dict[str, list[str]] = {}
    for text, intent in pairs:
        by_intent.setdefault(intent, []).append(" ".join(text.translate(_MARKUP).split()))
    blocks = [
        {
            "intent": intent,
            "metadata": {"writer": "staff", "variety": "learned"},
            "examples": "".join(f"- {text}\n" for text in texts),
        }
        for intent, texts in sorted(by_intent.items())
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False)


@contextmanager
def data_beside(pairs: Sequence[Pair]) -> Iterator[list[str]]:
    """Arguments of `train` for the data of the checkout and these; none where there is nothing beside."""
    if not pairs:
        yield []
        return
    with tempfile.TemporaryDirectory(prefix="rafeeq-learned-") as folder:
        file = Path(folder, "learned.yml")
        file.write_text(learned_yaml(pairs), encoding="utf-8")
        yield ["--data", *(str(DATA / name) for name in ("nlu", "rules", "stories")), str(file)]
