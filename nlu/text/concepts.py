"""Words of all varieties and of English, by what they mean in this field: some three hundred concepts in
some eighty groups."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from nlu.text.lexicons import rows
from nlu.text.normalise import strong
from nlu.text.pieces import bare_forms

_SHORTEST_STEM = 2
_VERB = "ايتنب"
"""What stands before a verb: I, he, she, we; and ب of the spoken present."""


class Meaning(NamedTuple):
    concept: str
    group: str
    """What it is a kind of; itself when of none."""


class Entry(NamedTuple):
    phrase: str
    """In the strong spelling."""
    is_stem: bool
    meaning: Meaning


def concepts(strong_text: str) -> list[str]:
    """The groups of what is meant, in the order of the text; words that mean nothing here give nothing."""
    return [meaning.group for meaning in meanings(strong_text)]


def meanings(strong_text: str) -> list[Meaning]:
    signs = _signs()
    words = "".join(c if c.isalnum() else f" {c} " if c in signs else " " for c in strong_text).split()
    return [meaning for place in range(len(words)) for meaning in _at(words, place)]


def _at(words: Sequence[str], place: int) -> Sequence[Meaning]:
    phrases, longest = _phrases()
    for length in range(min(longest.get(words[place], 0), len(words) - place), 1, -1):
        found = phrases.get(" ".join(words[place : place + length]))
        if found:
            return (*found, *_of_word(words[place]))
    return _of_word(words[place])


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[Meaning, ...]:
    """Of the form that is known best: whole, or by the stem that covers most of it."""
    return max(map(_known, _forms(word)), key=lambda known: known[0])[1]


def _known(form: str) -> tuple[float, tuple[Meaning, ...]]:
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
def entries() -> tuple[Entry, ...]:
    found = []
    for row in rows("concepts"):
        meaning = Meaning(row["concept"], row["group"])
        for phrase in (*row["arabic"].split(), *row["english"].split()):
            text = strong(phrase.replace("_", " ").replace("*", " ")).text
            if text:
                found.append(Entry(text, phrase.endswith("*"), meaning))
    return tuple(found)


@cache
def _signs() -> frozenset[str]:
    """Emoji that mean something."""
    return frozenset(e.phrase for e in entries() if len(e.phrase) == 1 and not e.phrase.isalnum())


@cache
def _words() -> tuple[dict[str, tuple[Meaning, ...]], dict[str, tuple[Meaning, ...]]]:
    exact: dict[str, tuple[Meaning, ...]] = {}
    stems: dict[str, tuple[Meaning, ...]] = {}
    for entry in entries():
        if " " not in entry.phrase:
            known = stems if entry.is_stem else exact
            known[entry.phrase] = tuple(dict.fromkeys((*known.get(entry.phrase, ()), entry.meaning)))
    return exact, stems


@cache
def _phrases() -> tuple[dict[str, tuple[Meaning, ...]], dict[str, int]]:
    """Phrases of several words, and the length of the longest that begins with a word."""
    found: dict[str, tuple[Meaning, ...]] = {}
    longest: dict[str, int] = {}
    for entry in entries():
        first, *rest = entry.phrase.split(" ")
        if rest:
            found[entry.phrase] = (*found.get(entry.phrase, ()), entry.meaning)
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return found, longest
