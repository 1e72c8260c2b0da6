"""How many messages of a blind set each understands, when both have learned from the same sample."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from nlu.classifier.examples import Example
from nlu.data_io import table
from nlu.encoder import encode
from nlu.evaluation.models import trained
from nlu.text.message import read

BLIND = Path(__file__).parents[1] / "tests" / "nlu" / "intents_1.tsv"
"""By a hand that never saw the training data."""

Understand = Callable[[str], Awaitable[str]]
"""A message to the name of its intent."""


def blind() -> list[Example]:
    return table(BLIND)


def ours(texts: dict[str, list[str]], asked: Sequence[Example]) -> float:
    """Percent, by our classifier taught the sample only."""
    taught = [Example(text, intent) for intent, few in texts.items() for text in few]
    model = trained(taught)
    guesses = [model.ranking(read(each.text), encode([each.text])[0])[0][0] for each in asked]
    return percent(guesses, asked)


async def theirs(understand: Understand, asked: Sequence[Example]) -> float:
    return percent([await understand(each.text) for each in asked], asked)


def percent(guesses: Sequence[str], asked: Sequence[Example]) -> float:
    right = sum(guess in {each.intent, each.also} for guess, each in zip(guesses, asked, strict=True))
    return round(100 * right / len(asked), 1)
