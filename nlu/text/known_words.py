"""Arabic words that people write to us, found by the consonants that a Latin spelling leaves of them."""

import math
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from nlu.text.lexicons import rows
from nlu.text.normalise import skeleton, strong

_LIKE = str.maketrans("طصضظذثقغحچ", "تسدزدتكقهك")
"""Letters that Latin spelling does not tell apart."""
_SHORTEST = 3
_EXACT = 3.8
_LIKENESS, _FREQUENCY = 3.0, 0.3
"""How much the likeness of the spelling counts, and the logarithm of how often a word is written."""
_LEAST = 2.6


def known_word(spellings: Iterable[str]) -> str | None:
    """The best known word for a Latin word read in several ways, in the strong spelling."""
    found = [each for spelling in spellings for each in _candidates(strong(spelling).text)]
    worth, word = max(found, default=(0.0, None))
    return word if worth >= _LEAST else None


def _candidates(spelling: str) -> list[tuple[float, str]]:
    near = _by_bones().get(_bones(spelling), ())
    return [(_worth(spelling, word, count), word) for word, count in near]


def _worth(spelling: str, word: str, count: int) -> float:
    if word == spelling:
        return _EXACT + _FREQUENCY * math.log(count)
    likeness = SequenceMatcher(None, spelling.translate(_LIKE), word.translate(_LIKE), autojunk=False).ratio()
    return _LIKENESS * likeness + _FREQUENCY * math.log(count)


def _bones(word: str) -> str:
    return skeleton(word).translate(_LIKE)


@cache
def _by_bones() -> dict[str, list[tuple[str, int]]]:
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows("arabic_words"):
        if len(row["word"]) >= _SHORTEST:
            index[_bones(row["word"])].append((row["word"], int(row["count"])))
    return dict(index)
