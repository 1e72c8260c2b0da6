"""What is counted in a message: words and pairs of words, and pieces of words."""

import re
from collections.abc import Iterator

from nlu.text.message import Message

_NO_WORD = re.compile(r"[^\w\s]+")


def words(text: str) -> Iterator[str]:
    """Words, and pairs of neighbours."""
    split = text.split()
    yield from split
    for left, right in zip(split, split[1:]):  # noqa: B905, RUF007 - as fast as it gets, on Python 3.10 too
        yield f"{left} {right}"


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
    return {
        "words": list(words(_NO_WORD.sub(" ", strong))),
        "pieces": list(pieces(strong, 2, 4)),
        "bones": list(pieces(message.skeleton, 2, 4)),
    }
