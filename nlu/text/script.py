"""Which script a token is in, and which language a message is in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from nlu.text.lexicons import rows, words

_TOKEN = re.compile(r"[^\W_]+(?:['’`][^\W_]*)*")
_ARABIC = re.compile(r"[؀-ۿݐ-ݿ]")
_LATIN = re.compile(r"[a-zà-ɏ]")
_DIGIT_LETTER = re.compile(r"[a-z'’`][23567894]|[23567894]['’`]?[a-z]")
_UNIT_AFTER_NUMBER = re.compile(r"\d+(st|nd|rd|th|am|pm|k|jd|kg|h|min|x|g|m|km)")
_ENGLISH_END = re.compile(
    r"[a-z]{2,}(ing|tion|tions|ment|ness|able|ight|ould|ough|ies|ful|ally|ity|ence|ance)$"
)
_ARABIZI_SHAPE = re.compile(
    r"^(el|al|il|bel|bil|3al|wel|wil)[a-z0-9]{3,}"
    r"|(eh|een|oon|at|ak|ek|kom|hom|na|o|i)$"
    r"|aa|kh|gh|dh"
    r"|^[bt]?[bcdfghjklmnpqrstvwxyz]{3,}"
)


class Language(str, Enum):
    ARABIC = "ar"
    ARABIZI = "arabizi"
    ENGLISH = "en"
    NONE = "none"
    """No letters of a script we read."""


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    """Position in the view it was cut from."""
    language: Language

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_ENGLISH = words("english")
_PLAINLY_ENGLISH = words("small_english")
"""Short English words that stand for nothing in Arabizi."""
ARABIZI = {latin: row["script"] for row in rows("arabizi") for latin in row["latin"].split()}


def _english_weight(word: str) -> float:
    if _UNIT_AFTER_NUMBER.fullmatch(word):
        return 0.5
    if word in _ENGLISH:
        return 1.0 if len(word) > 2 else 0.6
    return 0.7 if _ENGLISH_END.search(word) else 0.0


def _arabizi_weight(word: str) -> float:
    if _UNIT_AFTER_NUMBER.fullmatch(word):
        return 0.0
    if _DIGIT_LETTER.search(word):
        return 1.5
    if word in ARABIZI:
        return 1.0
    return 0.35 if word not in _ENGLISH and _ARABIZI_SHAPE.search(word) else 0.0


def _latin_language(latin: Sequence[str]) -> Language:
    english = sum(_english_weight(word) for word in latin)
    arabizi = sum(_arabizi_weight(word) for word in latin)
    return Language.ARABIZI if arabizi >= english and arabizi > 0 else Language.ENGLISH


def _word_language(word: str, of_message: Language) -> Language:
    """In an Arabizi message a word that can only be English stays English."""
    if of_message is not Language.ARABIZI:
        return of_message
    told_apart = len(word) > 3 or word in _PLAINLY_ENGLISH
    only_english = told_apart and _english_weight(word) >= 0.7 and not _arabizi_weight(word)
    return Language.ENGLISH if only_english else Language.ARABIZI


def tokenise(light_text: str) -> list[Token]:
    """Words and numbers of a light text with the language of each. Latin words beside Arabic ones are judged
    as one message of their own."""
    found = [(match.group(), match.start()) for match in _TOKEN.finditer(light_text)]
    latin = [word for word, _ in found if _LATIN.search(word) and not _ARABIC.search(word)]
    of_latin = _latin_language(latin) if latin else Language.NONE
    return [Token(word, start, _token_language(word, of_latin)) for word, start in found]


def _token_language(word: str, of_latin: Language) -> Language:
    if _ARABIC.search(word):
        return Language.ARABIC
    return _word_language(word, of_latin) if _LATIN.search(word) else Language.NONE


def language_of(tokens: Sequence[Token]) -> Language:
    """The language most of the words are in; Arabic script wins a tie."""
    counts = dict.fromkeys((Language.ARABIC, Language.ARABIZI, Language.ENGLISH), 0)
    for token in tokens:
        if token.language in counts:
            counts[token.language] += 1
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else Language.NONE
