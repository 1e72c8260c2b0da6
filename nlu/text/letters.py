"""How likely people write an Arabic word with these Latin letters: each letter by itself, as learned from
pairs of our lists (`python -m nlu letters`)."""

import math
from collections.abc import Iterator, Mapping
from functools import cache

from nlu.text.lexicons import rows

LONGEST = 3
"""Latin letters that stand for one Arabic letter at most."""
UNSEEN = -9.0
_AT_ENDS = frozenset("اويهت")
_SKIPPED = frozenset("aeiouhy'2")
"""Latin letters that can stand for none."""

Weights = Mapping[tuple[str, str], float]
"""(Arabic letter, Latin letters) -> logarithm of the chance; the Arabic side is empty for vowels of none."""


def likelihood(latin: str, script: str, weights: Weights | None = None) -> float:
    """Logarithm of the chance of the best way to read one as the other, in the strong spelling."""
    weights = _weights() if weights is None else weights
    letters = marked(script)
    best = [0.0] + [-math.inf] * len(latin)
    best = _with_skipped(best, latin, weights)
    for letter in letters:
        following = [-math.inf] * (len(latin) + 1)
        for start, worth in enumerate(best):
            if worth > -math.inf:
                for end, weight in _readings(letter, latin, start, weights):
                    following[end] = max(following[end], worth + weight)
        best = _with_skipped(following, latin, weights)
    return best[-1]


def marked(script: str) -> list[str]:
    """Its letters; those that are written otherwise at the beginning or the end of a word bear a mark."""
    letters = list(script)
    if len(letters) > 1 and letters[-1] in _AT_ENDS:
        letters[-1] += "$"
    if letters and letters[0] in _AT_ENDS:
        letters[0] = "^" + letters[0]
    return letters


def _readings(letter: str, latin: str, start: int, weights: Weights) -> Iterator[tuple[int, float]]:
    yield start, weights.get((letter, ""), UNSEEN)
    for end in range(start + 1, min(start + LONGEST, len(latin)) + 1):
        weight = weights.get((letter, latin[start:end]))
        if weight is not None:
            yield end, weight


def _with_skipped(best: list[float], latin: str, weights: Weights) -> list[float]:
    for end in range(1, len(best)):
        if latin[end - 1] in _SKIPPED:
            best[end] = max(best[end], best[end - 1] + weights.get(("", latin[end - 1]), UNSEEN))
    return best


@cache
def _weights() -> dict[tuple[str, str], float]:
    return {(row["script"], row["latin"]): float(row["weight"]) for row in rows("letters")}
