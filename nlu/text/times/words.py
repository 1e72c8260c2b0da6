"""What a word can mean where times are said: a day, a number, a limit, a refusal ... from `times.tsv`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from nlu.text.arabizi import to_script
from nlu.text.lexicons import rows, words
from nlu.text.normalise import strong

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ع", "ك", "ه", "به", "عه", "له")
_LATIN_FRONTS = {
    "": "", "el": "ا", "al": "ا", "il": "ا", "l": "ا", "bel": "با", "bil": "با",
    "bl": "با",
    "b": "ب", "bi": "ب", "3al": "عا", "3l": "عا", "3a": "ع", "w": "و", "wel": "وا", "wil": "وا", "lal": "لا",
    "lel": "لا", "la": "ل", "hal": "ها", "ha": "ه", "fel": "با", "fil": "با", "f": "ب",
}  # fmt: skip
_OTHER_ARABIZI = {"jam3a", "jam3ah", "3aqaba", "el3aqaba", "jam3iyye"}
_SUN_LETTER = re.compile(r"[eai](?P<letter>sh|th|[tdrzsn])(?=(?P=letter))")
_SHORT = 3
_CONTRACTED = {"we'd", "we’d"}
_DOUBLED = re.compile(r"(.)\1")
_ARABIC = re.compile(r"[ء-ي]")
_ADDED = re.compile(r"['’`\-]")


@dataclass(frozen=True)
class Word:
    tags: Mapping[str, int]
    """What it can be, and which one: {"day": 0} is a Sunday."""
    front: str = ""
    """What Arabic writes at the front of words: و and, ب in, ل to, ع on, ه this, ا the."""


_UNKNOWN = Word({})


@cache
def _known() -> tuple[tuple[str, int, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], int(row["value"]), _folded(row["arabic"]), re.compile(row["latin"] or r"(?!)"))
        for row in rows("times")
    )


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(strong(pattern).text or r"(?!)")


@cache
def _any_known() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One look says of most words that they mean nothing here."""
    arabic = "|".join(found.pattern for *_, found, _ in _known())
    latin = "|".join(found.pattern for *_, found in _known())
    return re.compile(arabic), re.compile(latin)


@lru_cache(maxsize=16384)
def meaning(word: str) -> Word:
    """Of one word in the strong spelling, in either script."""
    if _ARABIC.match(word):
        return _arabic(word) or _arabic(_DOUBLED.sub(r"\1", word)) or _UNKNOWN
    return (
        _latin(word) or _latin(_bare(word)) or _assimilated(_bare(word)) or _through_script(word) or _UNKNOWN
    )


def _bare(word: str) -> str:
    """Without the signs that make letters of figures, and of o'clock: not those of "we'd"."""
    return word if word in _CONTRACTED else _ADDED.sub("", word)


def _tags(stem: str, script: int) -> dict[str, int]:
    if not _any_known()[script].fullmatch(stem):
        return {}
    found: dict[str, int] = {}
    for kind, value, *patterns in _known():
        if kind not in found and patterns[script].fullmatch(stem):
            found[kind] = value
    return found


def _arabic(word: str) -> Word | None:
    return next((Word(tags, front) for front, stem in _splits(word) if (tags := _tags(stem, 0))), None)


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """The word whole, then without what may be written at its front."""
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            front = conjunction + preposition
            stem = word[len(front) :]
            if not word.startswith(front) or (front and len(stem) < 2):
                continue
            yield front, stem
            if stem.startswith("ال") and len(stem) > 3:
                yield front + "ا", stem[2:]
            elif preposition.endswith("ل") and stem.startswith("ل") and len(stem) > 2:
                yield front + "ا", stem[1:]


def _latin(word: str) -> Word | None:
    for front, letters in _LATIN_FRONTS.items():
        stem = word[len(front) :]
        if word.startswith(front) and (not front or (len(stem) > 2 and word not in words("english"))):
            tags = _tags(stem, 1)
            if tags:
                return Word(tags, letters)
    return None


def _assimilated(word: str) -> Word | None:
    """es-sabt, ettalata."""
    match = _SUN_LETTER.match(word)
    tags = _tags(word[match.end() :], 1) if match else {}
    return Word(tags, "ا") if tags else None


def _through_script(word: str) -> Word | None:
    """Spellings that no pattern foresees go by the consonants that they stand for."""
    if (
        len(word) < 5
        or word in _OTHER_ARABIZI
        or word in words("english")
        or not any(c in "23567894" for c in word)
    ):
        return None
    script = strong(to_script(word)).text
    found = _arabic(script) if len(script) > _SHORT else None
    return found if found and "rel" not in found.tags else None


_WEEKDAYS = ("الاحد", "الاثنين", "الثلاثا", "الاربعا", "الخميس", "الجمعه", "السبت")
_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@cache
def _misspelled() -> Mapping[str, int]:
    """Every spelling of a weekday with a letter changed, left out, doubled up or swapped with the next."""
    found: dict[str, int] = {}
    for number, name in enumerate(_WEEKDAYS):
        for i in range(2, len(name)):
            others = [name[:i] + letter + name[i + 1 :] for letter in _ALPHABET]
            others += [name[:i] + letter + name[i:] for letter in _ALPHABET]
            others += [name[:i] + name[i + 1 :], name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :]]
            found.update({other: number for other in others if other not in _OTHER_WORDS})
    return found


_OTHER_WORDS = {"السبب", "السيت", "الست", "البيت", "الجمله", "الجامعه", "الخمس", "الاحق", "الاخد", "الحد"}


def misspelled_weekday(word: str) -> int | None:
    return _misspelled().get(word)
