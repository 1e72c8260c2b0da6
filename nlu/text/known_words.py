"""Arabic words that people write to us, found by the consonants that a Latin spelling leaves of them, and
ranked by how people write letters, by likeness and by how often a word is written."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import product

from nlu.text.letters import likelihood
from nlu.text.lexicons import rows
from nlu.text.normalise import skeleton, strong

_LIKE = str.maketrans("طصضظذثقغحچ", "تسدزدتكقهك")
"""Letters that Latin spelling does not tell apart."""
_SHORTEST = 3
_LETTERS, _LIKENESS, _FREQUENCY = 0.3, 9.0, 0.8
_WORST = -40.0
_LEAST = 5.0
_COMMONEST = 20
"""Words with the same consonants that are looked at."""
_CLASSES = {
    **dict.fromkeys("تطث", "t"), **dict.fromkeys("دضذظ", "d"), **dict.fromkeys("سص", "s"),
    **dict.fromkeys("قك", "k"),
    "ب": "b", "ج": "j", "ح": "H", "خ": "x", "ر": "r", "ز": "z", "ش": "S", "غ": "G", "ف": "f", "ل": "l",
    "م": "m", "ن": "n",
}  # fmt: skip
_LATIN = {
    "3'": ("G",),
    "6'": ("d",),
    "7'": ("x",),
    "9'": ("d",),
    "5'": ("x",),
    "2'": ("",),
    "tsh": ("tS", "S"),
    "sh": ("S",),
    "ch": ("S", "k"),
    "kh": ("x",),
    "gh": ("G",),
    "th": ("t", "d"),
    "dh": ("d",),
    "zh": ("d",),
    "ph": ("f",),
    "2": ("", "k"),
    "3": ("",),
    "4": ("d", "S"),
    "5": ("x",),
    "6": ("t",),
    "7": ("H",),
    "8": ("k", "G"),
    "9": ("s", "d"),
    "c": ("k",),
    "g": ("k", "j", "G"),
    "h": ("", "H"),
    "p": ("b",),
    "q": ("k",),
    "v": ("f",),
    "x": ("x", "ks"),
    "z": ("z", "d"),
    **{letter: (letter,) for letter in "bdfjklmnrst"},
}
_PIECE = re.compile("|".join(re.escape(latin) for latin in _LATIN))
_MOST_KEYS = 16


def known_word(latin: str, spellings: Collection[str]) -> str | None:
    """The best known word for a Latin word that rules read as these, in the strong spelling."""
    folded = [strong(spelling).text for spelling in spellings]
    found = {word: count for known in _same_consonants(latin, folded) for word, count in known[:_COMMONEST]}
    worth, word = max(
        ((_worth(latin, folded, word, n), word) for word, n in found.items()), default=(0.0, None)
    )
    return word if worth >= _LEAST else None


def _same_consonants(latin: str, folded: Collection[str]) -> Iterator[list[tuple[str, int]]]:
    for spelling in folded:
        yield _by_bones().get(_bones(spelling), [])
    for key in _latin_keys(latin):
        yield _by_key().get(key, [])


def _worth(latin: str, folded: Collection[str], word: str, count: int) -> float:
    letters = max(likelihood(latin, word), _WORST)
    likeness = max(_alike(spelling, word) for spelling in folded)
    return _LETTERS * letters + _LIKENESS * likeness + _FREQUENCY * math.log(count)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.translate(_LIKE), other.translate(_LIKE), autojunk=False).ratio()


def _bones(word: str) -> str:
    return skeleton(word).translate(_LIKE)


@cache
def _by_bones() -> dict[str, list[tuple[str, int]]]:
    return _index(_bones)


@cache
def _by_key() -> dict[str, list[tuple[str, int]]]:
    return _index(lambda word: _without_doubles("".join(_CLASSES.get(letter, "") for letter in word)))


def _index(key: Callable[[str], str]) -> dict[str, list[tuple[str, int]]]:
    """The words by a key, the commonest first."""
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in sorted(rows("arabic_words"), key=lambda row: -int(row["count"])):
        if len(row["word"]) >= _SHORTEST:
            index[key(row["word"])].append((row["word"], int(row["count"])))
    return dict(index)


def _latin_keys(latin: str) -> set[str]:
    """The classes of its consonants; letters that stand for several are read as each."""
    ways, choices = 1, []
    for match in _PIECE.finditer(latin):
        classes = _LATIN[match.group()]
        ways *= len(classes)
        choices.append(classes if ways <= _MOST_KEYS else classes[:1])
    return {_without_doubles("".join(chosen)) for chosen in product(*choices)}


def _without_doubles(key: str) -> str:
    return re.sub(r"(.)\1+", r"\1", key)
