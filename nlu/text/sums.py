"""Sums of money, in digits or in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nlu.text.lexicons import rows
from nlu.text.listed import Match, Phrases
from nlu.text.message import read
from nlu.text.pieces import Piece, bare_forms, pieces, plain
from nlu.text.view import View

_DINAR = (
    r"(?:دينارا|دينار|دنانير|دينارات|دنارير|ليره|ليرات|ليرا|نيره|نيرات|ورقات|jd'?s?|jod|dinars?|denars?|leras?|liras?"
    r"|د\.ا|دا)"
)
_FOREIGN = {
    **dict.fromkeys(("دولار", "دولارات", "dollars", "dollar", "usd", "$"), "USD"),
    **dict.fromkeys(("يورو", "euro", "euros"), "EUR"),
    "ريال": "SAR",
    "جنيه": "EGP",
    "شيكل": "ILS",
}
_CURRENCY = rf"(?:{_DINAR}|{'|'.join(re.escape(word) for word in _FOREIGN)})"
_FIGURE = r"(\d{1,3}(?:[,،.]\d{3})+|\d{1,6})(?:[.,]\d{1,2}(?!\d))?"
_THOUSAND = r"(?:الاف|تالاف|تلاف|الف|k|thousand)"
_IN_FIGURES = re.compile(
    rf"(?<![\d.,]){_FIGURE}(?:\s?({_THOUSAND}))?\s{{0,2}}({_CURRENCY})(?:\s(?:اردني|اردنيه))?(?!\w)"
    rf"|(?<!\w)(jd|jod|دينار|\$|usd)\s?{_FIGURE}(?!\d)"
)
_UNITS = {"دينارين": 2, "ليرتين": 2, "نيرتين": 2, "دنرين": 2}
_DINARS = re.compile(rf"{_DINAR}")


@dataclass(frozen=True)
class Figure:
    value: str
    start: int
    end: int


@lru_cache(maxsize=128)
def sums(text: str) -> tuple[Figure, ...]:
    """In dinars; with the currency's letters where it is another: `100 USD`."""
    message = read(text)
    figures = list(dict.fromkeys((*_in_figures(message.strong), *_in_figures(message.typed))))
    taken = {place for each in figures for place in range(each.start, each.end)}
    spelled = [each for each in _in_words(pieces(text), text) if each.start not in taken]
    return tuple(sorted([*figures, *spelled], key=lambda each: each.start))


def _in_figures(view: View) -> Iterator[Figure]:
    for match in _IN_FIGURES.finditer(view.text):
        figure = match[1] or match[5]
        worth = int(re.sub(r"\D", "", figure)) * (1000 if match[2] else 1)
        foreign = _FOREIGN.get(match[3] or match[4], "")
        yield Figure(f"{worth} {foreign}".strip(), *view.original_span(*match.span()))


def _in_words(said: Sequence[Piece], text: str) -> Iterator[Figure]:
    position = 0
    while position < len(said):
        found = _number_at(said, position, text)
        if found is None:
            yield from _two(said[position])
            position += 1
            continue
        currency = found.last + 1
        if currency < len(said) and _DINARS.fullmatch(said[currency].strong):
            yield Figure(str(found.value), found.start, said[currency].end)
        position = found.last + 1


def _two(word: Piece) -> Iterator[Figure]:
    for form in bare_forms(word.strong):
        if form in _UNITS:
            yield Figure(str(_UNITS[form]), word.start_of(form), word.end)
            return


def _number_at(said: Sequence[Piece], first: int, text: str) -> Match[int] | None:
    """A number in words: three hundred and fifty."""
    begin = _words().at(said, first)
    if begin is None:
        return None
    parts, last = [begin.value], begin.last
    while last + 1 < len(said) and not text[said[last].end : said[last + 1].start].strip():
        at = last + 2 if said[last + 1].strong in ("و", "and") and last + 2 < len(said) else last + 1
        following = _words().at(said, at)
        if following is None or not _joins(said[at], parts[-1], following.value, at > last + 1):
            break
        parts, last = [*parts, following.value], following.last
    return Match(_worth(parts), first, last, begin.start, said[last].end)


def _joins(word: Piece, before: int, value: int, behind_and: bool) -> bool:
    """Behind \"and\" a smaller number is added; a hundred or thousand right behind one multiplies it."""
    if behind_and or (word.strong.startswith("و") and word.strong not in _words()):
        return True
    return (value in (100, 1000) and before < value) or (word.strong.isascii() and value < before)


def _worth(parts: Sequence[int]) -> int:
    total, open_ = 0, 0
    for value in parts:
        if value == 1000 and open_:
            total, open_ = total + open_ * 1000, 0
        elif value == 100 and 0 < open_ < 10:
            open_ *= 100
        else:
            open_ += value
    return total + open_


@cache
def _words() -> Phrases[int]:
    known = {plain(word): int(row["value"]) for row in rows("numbers") for word in row["words"].split("|")}
    return Phrases(known)
