"""A text as words in their strong spelling, each with the piece of the original that it stands for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nlu.text.message import read
from nlu.text.normalise import strong
from nlu.text.view import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’`]")
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلعك"
_SHORT_STEM = 3
_DROPPED = "ء"


@dataclass(frozen=True)
class Piece:
    strong: str
    typed: str
    """In the script it was typed in, lower case, without apostrophes: Ma'an is maan."""
    original: str
    start: int
    end: int
    begins: tuple[int, ...] = ()
    """Where in the original each letter of `strong` begins."""

    def start_of(self, form: str) -> int:
        """Where `form`, which `strong` ends with, begins in the original."""
        skipped = len(self.strong) - len(form)
        if not self.strong.endswith(form) or not 0 < skipped < len(self.begins):
            return self.start
        in_front = self.begins[skipped] == self.start
        return next((begin for begin in self.begins if in_front and begin > self.start), self.begins[skipped])


@lru_cache(maxsize=256)
def pieces(text: str) -> tuple[Piece, ...]:
    """Arabizi reads as Arabic; English words stay Latin, in lower case."""
    view = read(text).strong
    found = []
    for match in _WORD.finditer(view.text):
        start, end = _whole_word(text, *view.original_span(*match.span()))
        original = text[start:end]
        begins = tuple(span[0] for span in view.spans[match.start() : match.end()])
        found.append(Piece(match.group(), latin(original), original, start, end, begins))
    return tuple(found)


def latin(name: str) -> str:
    return _APOSTROPHES.sub("", name.lower())


def _whole_word(text: str, start: int, end: int) -> Span:
    """With the letters at its ends that the strong spelling drops: the hamza of هناء."""
    while end < len(text) and text[end] in _DROPPED:
        end += 1
    while start and text[start - 1] in _DROPPED:
        start -= 1
    return start, end


@lru_cache(maxsize=256)
def typed(text: str) -> str:
    """The words as they were typed: an English phrase stays one even where it was read as Arabizi."""
    return " ".join(match.group() for match in _WORD.finditer(read(text).typed.text))


def plain(phrase: str) -> str:
    """A phrase of a word list in the spelling that pieces have."""
    return " ".join(match.group() for match in _WORD.finditer(strong(phrase).text))


@lru_cache(maxsize=4096)
def bare_forms(word: str) -> tuple[str, ...]:
    """The word without what Arabic writes at its front (and, in, to, the), most whole first."""
    forms = [word]
    for letters in (_CONJUNCTIONS, _PREPOSITIONS):
        forms += [form[1:] for form in forms if len(form) > 3 and form[0] in letters]
    forms += [form[2:] for form in forms if form.startswith("ال") and len(form) > 3]
    forms += [form[1:] for form in forms if form.startswith("ل") and len(form) > 3]
    return tuple(dict.fromkeys(forms))


def has_stem(word: Piece, stems: frozenset[str]) -> bool:
    """Short stems count as whole words only: the passport (جواز) is not inside (جوا)."""
    return _has_stem(word.strong, stems)


@lru_cache(maxsize=8192)
def _has_stem(word: str, stems: frozenset[str]) -> bool:
    whole = bare_forms(word)
    return any(stem in whole or (len(stem) > _SHORT_STEM and stem in word) for stem in stems)
