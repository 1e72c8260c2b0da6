"""What is counted in a message: words and pairs of words, pieces of words, and concepts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from nlu.text.concepts import concepts
from nlu.text.message import Message

_NO_WORD = re.compile(r"[^\w\s]+")


def words(text: str) -> Iterator[str]:
    """Words, and pairs of neighbours."""
    split = text.split()
    yield from split
    yield from map(" ".join, pairwise(split))


def pieces(text: str, shortest: int, longest: int) -> Iterator[str]:
    """Runs of letters within words, a space marking where a word begins or ends."""
    for word in text.split():
        padded = f" {word} "
        for length in range(shortest, longest + 1):
            if length >= len(padded):
                yield padded
                break
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def views(message: Message) -> dict[str, list[str]]:
    """All that is counted, by the name of the block it is counted in."""
    strong = message.strong.text
    meant = list(dict.fromkeys(concepts(strong)))
    return {
        "words": list(words(_NO_WORD.sub(" ", strong))),
        "pieces": list(pieces(strong, 2, 4)),
        "bones": list(pieces(message.skeleton, 2, 4)),
        "concepts": [*meant, *map("+".join, pairwise(meant))],
    }
