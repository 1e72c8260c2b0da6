"""The messages both learn from and are asked: a sample of the training data, the same in each run."""

import random
from collections import defaultdict

from nlu.data_io import training_examples

PER_INTENT = 25
_SEED = 1406
_ASKED = ("ask_", "greet", "thank", "help")


def by_intent() -> dict[str, list[str]]:
    """At most `PER_INTENT` messages of each intent, all varieties mixed."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in training_examples():
        found[example.intent].append(example.text)
    chooser = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    return {
        intent: chooser.sample(texts, min(PER_INTENT, len(texts))) for intent, texts in sorted(found.items())
    }


def questions(texts: dict[str, list[str]]) -> list[str]:
    """One of each intent that is answered at once; nothing that begins a request or calls a person."""
    return [few[0] for intent, few in texts.items() if intent.startswith(_ASKED)]
