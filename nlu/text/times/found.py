"""What a rule of the grammar found, and up to where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlu.text.times.tokens import Tokens

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    what: T
    end: int
    """The token after it."""


Rule = Callable[[Tokens, int], Found[T] | None]


def first(rules: Iterable[Rule[T]], tokens: Tokens, i: int) -> Found[T] | None:
    """What the first rule that fits finds."""
    for rule in rules:
        found = rule(tokens, i)
        if found:
            return found
    return None
