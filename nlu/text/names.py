"""Names of people, where a text says plainly that it gives one."""

from collections.abc import Sequence
from itertools import pairwise

from nlu.text.lexicons import words
from nlu.text.pieces import Piece, pieces

MOST_WORDS = 4
_LONGEST = 80

_MINE = (
    ("اسمي",), ("معك",), ("معكم",), ("معاكم",), ("معاك",),
    ("my", "name", "is"), ("my", "name"), ("name", "is"),
)  # fmt: skip
_THEIRS = (
    ("اسمه",), ("اسمو",), ("اسمها",), ("واسمه",), ("واسمها",), ("his", "name", "is"), ("her", "name", "is"),
    ("his", "name"), ("her", "name"),
)  # fmt: skip
_KUNYA = frozenset({"ام", "ابو"})
_BEFORE = frozenset({
    "انا", "اسمي", "اسمه", "اسمو", "اسمها", "اسم", "هو", "هي", "الاسم", "معك", "معكم", "بس", "يعني", "قصدي",
    "لا", "و", "my", "name", "is", "his", "her", "it", "its", "i", "am", "im", "just", "no",
})  # fmt: skip
_NO_NAMES = words("no_names")
"""In the strong spelling: words that stand beside names and are none."""


def writers_name(text: str) -> str | None:
    """\"My name is ...\", \"I am Um ...\"."""
    said = pieces(text)
    return _after(said, text, _MINE) or _kunya(said, text)


def others_name(text: str) -> str | None:
    """\"His name is ...\"."""
    return _after(pieces(text), text, _THEIRS)


def bare_name(text: str) -> str | None:
    """The name that a whole message is, asked for one."""
    said = pieces(text)
    while said and said[0].strong in _BEFORE:
        said = said[1:]
    if not said or len(said) > MOST_WORDS or any(not _may_be_name(word) for word in said):
        return None
    return _cut(said, text)


def _after(said: Sequence[Piece], text: str, openings: Sequence[tuple[str, ...]]) -> str | None:
    strong = [word.strong for word in said]
    for opening in openings:
        for start in range(len(strong) - len(opening)):
            end = start + len(opening)
            if tuple(strong[start:end]) == opening:
                return _cut(_run(said[end:], text), text)
    return None


def _kunya(said: Sequence[Piece], text: str) -> str | None:
    for me, (at, word) in pairwise(enumerate(said)):
        if me[1].strong == "انا" and word.strong in _KUNYA and at + 1 < len(said):
            return _cut(_run(said[at:], text), text)
    return None


def _run(said: Sequence[Piece], text: str) -> Sequence[Piece]:
    """The words that can be one name: until a stop, a mark or four of them."""
    run: list[Piece] = []
    for word in said[:MOST_WORDS]:
        gap = text[run[-1].end : word.start] if run else ""
        if not _may_be_name(word) or gap.strip():
            break
        run.append(word)
    return run


def _may_be_name(word: Piece) -> bool:
    return word.strong not in _NO_NAMES and not any(c.isdigit() for c in word.strong)


def _cut(said: Sequence[Piece], text: str) -> str | None:
    """As it was written."""
    return text[said[0].start : said[-1].end][:_LONGEST] if said else None
