"""Words of all varieties and of English, by what they mean in this field."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from nlu.text.lexicons import rows
from nlu.text.normalise import strong
from nlu.text.pieces import bare_forms

_SHORTEST_STEM = 2
_VERB = "ايتنب"
"""What stands before a verb: I, he, she, we; and ب of the spoken present."""


def concepts(strong_text: str) -> list[str]:
    """In the order of the text; words that mean nothing here give nothing."""
    words = "".join(c if c.isalnum() else " " for c in strong_text).split()
    return [concept for place in range(len(words)) for concept in _at(words, place)]


def _at(words: Sequence[str], place: int) -> tuple[str, ...]:
    if place + 1 < len(words):
        pair = _pairs().get(f"{words[place]} {words[place + 1]}")
        if pair:
            return (pair, *_of_word(words[place]))
    return _of_word(words[place])


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    """Of the form that is known best: whole, or by the stem that covers most of it."""
    return max(map(_known, _forms(word)), key=lambda known: known[0])[1]


def _known(form: str) -> tuple[float, tuple[str, ...]]:
    exact, stems = _words()
    if form in exact:
        return 1.0, exact[form]
    for end in range(len(form), _SHORTEST_STEM - 1, -1):
        if form[:end] in stems:
            return end / len(form), stems[form[:end]]
    return 0.0, ()


def _forms(word: str) -> Iterator[str]:
    for form in bare_forms(word):
        yield form
        bare = form
        for _ in range(2):
            if len(bare) > 3 and bare[0] in _VERB:
                bare = bare[1:]
                yield bare


@cache
def _entries() -> list[tuple[str, str, bool]]:
    """(phrase, concept, whether a stem)."""
    found = []
    for row in rows("concepts"):
        for phrase in [*row["arabic"].split(), *row["english"].split()]:
            text = strong(phrase.replace("_", " ").replace("*", " ")).text
            if text:
                found.append((text, row["concept"], phrase.endswith("*")))
    return found


@cache
def _words() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    exact: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for text, concept, is_stem in _entries():
        if " " not in text:
            known = stems if is_stem else exact
            known[text] = tuple(dict.fromkeys((*known.get(text, ()), concept)))
    return exact, stems


@cache
def _pairs() -> dict[str, str]:
    return {text: concept for text, concept, _ in _entries() if text.count(" ") == 1}
