"""Three views of a message: `light` for the encoder, `strong` for word and character features,
`skeleton` (consonants only) for dialect and transliterated spelling.

Each is idempotent: normalising a normalised text changes nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from camel_tools.utils.charsets import AR_DIAC_CHARSET, AR_LETTERS_CHARSET
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
)

from nlu.text.view import Span, View, join

LONGEST = 1600
"""Characters of a message that are read; of a longer one its beginning and its end, where people say what
they want."""
_HEAD = 1000

_TATWEEL = "ـ"
_REPEATED = re.compile(r"([^\d\s])\1{2,}")
_SPACES = re.compile(r"\s+")
_STRONG = {
    "ء": "", "ؤ": "و", "ئ": "ي", "ک": "ك", "ڪ": "ك", "گ": "ق", "چ": "ك", "ی": "ي", "ې": "ي", "ے": "ي",
    "ھ": "ه", "ە": "ه", "ہ": "ه", "ڤ": "ف", "پ": "ب", "ژ": "ز", "٪": "%", "؟": "?", "،": ",", "؛": ";",
}  # fmt: skip
_WEAK = frozenset("اوي")


def kept_ranges(length: int, longest: int = LONGEST, head: int = _HEAD) -> list[Span]:
    """Which spans of a text of that length are read."""
    if length <= longest:
        return [(0, length)]
    return [(0, head), (length - (longest - head), length)]


@lru_cache(maxsize=4096)
def _is_dropped(character: str) -> bool:
    return character == _TATWEEL or unicodedata.category(character) in {"Cf", "Me"}


def _is_mark(character: str) -> bool:
    return character in AR_DIAC_CHARSET or unicodedata.category(character) in {"Mn", "Me"}


@lru_cache(maxsize=8192)
def _fold(cluster: str) -> str:
    """One character and the marks on it, composed, in lower case, bare of what marks are left."""
    if cluster.isspace() or unicodedata.category(cluster[0]) in {"Cc", "Cs", "Co", "Cn"}:
        return " "
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).lower())
    return "".join(" " if c.isspace() else c for c in composed if not _is_dropped(c) and not _is_mark(c))


def _clusters(text: str) -> Iterator[tuple[str, Span]]:
    """Base characters with their marks, what never shows left out, of the part of the text that is read."""
    for start, end in kept_ranges(len(text)):
        cluster, begin = "", start
        for position in range(start, end):
            character = text[position]
            if character > "~" and _is_dropped(character):
                continue
            if cluster and character > "~" and unicodedata.combining(character):
                if len(cluster) < 8:
                    cluster += character
                continue
            if cluster:
                yield cluster, (begin, position)
            cluster, begin = character, position
        if cluster:
            yield cluster, (begin, end)
        if end < len(text):
            yield " ", (end, end)


def light(text: str) -> View:
    """NFKC, lower case, no marks, tatweel or invisible characters; a letter repeated three times and more
    is written once; single spaces."""
    view = _cut(join((_fold(cluster), span) for cluster, span in _clusters(text)))
    return strip(view.replace(_REPEATED, lambda m: m.group(1)).replace(_SPACES, lambda _: " "))


def _cut(view: View) -> View:
    """One sign can stand for many letters (ﷺ): what comes of it is no longer than what is read."""
    return View(view.text[: LONGEST + 1], view.spans[: LONGEST + 1])


def strip(view: View) -> View:
    start = len(view.text) - len(view.text.lstrip())
    end = max(start, len(view.text.rstrip()))
    return View(view.text[start:end], view.spans[start:end])


def _fold_strongly(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    character = _STRONG.get(character, character)
    folded: str = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(character)))
    return folded


_strongly = lru_cache(maxsize=8192)(_fold_strongly)


def strengthen(view: View) -> View:
    """Fold alef, ya, ta marbuta, hamza, digits and foreign letters of a light view."""
    folded = view.translate(_strongly)
    return strip(folded.replace(_REPEATED, lambda m: m.group(1)).replace(_SPACES, lambda _: " "))


def strong(text: str) -> View:
    return strengthen(light(text))


def skeleton(strong_text: str) -> str:
    """The consonants of a strong text: long vowels and a final ه go, since dialects and Arabizi disagree
    on them. A word of vowels only stays as it is."""
    return " ".join(_bones(word) for word in strong_text.split())


def _bones(word: str) -> str:
    if not any(c in AR_LETTERS_CHARSET for c in word):
        return word
    bare = "".join(c for c in word if c not in _WEAK)
    if len(bare) > 1 and bare.endswith("ه"):
        bare = bare[:-1]
    return bare or word
