"""Phone numbers, sums of money and request numbers, with where they stand in the original text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.text.lexicons import rows
from nlu.text.message import read
from nlu.text.pieces import bare_forms, plain
from nlu.text.view import View

_GAP = r"[\s\-.()/]{0,2}"
_COUNTRY = rf"(?:\+{_GAP}962|00{_GAP}962|962)"
_MOBILE = rf"(?:{_COUNTRY}{_GAP}0?|0)?7[789](?:{_GAP}\d){{7}}"
_LANDLINE = rf"(?:{_COUNTRY}{_GAP}0?|0)[2356](?:{_GAP}\d){{7}}"
_FOREIGN = rf"(?:\+|00)[1-9](?:{_GAP}\d){{8,13}}"
_PHONE = re.compile(rf"(?<![\d+])(?:{_MOBILE}|{_LANDLINE}|{_FOREIGN})(?!\d)")
_REQUEST = re.compile(r"(?<![\d+.,/])\d{3}[\s\-]?\d{3}(?![\d/]|[.,]\d)")
_CURRENCY = r"(?:دينار|دنانير|دينارين|ليره|ليرات|نيره|نيرات|jd|jds|jod|dinars?|د\.ا)"
_SUM = re.compile(
    rf"(?<!\d)(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\.\d{{1,3}})?\s{{0,2}}{_CURRENCY}(?!\w)"
    rf"|(?:jd|jod|دينار)\s?(\d{{1,6}})(?!\d)"
)
_SPELLED_SUM = re.compile(rf"([^\W\d_]+)\s{_CURRENCY}(?!\w)")
_NUMBERS = {plain(word): int(row["value"]) for row in rows("numbers") for word in row["words"].split("|")}


@dataclass(frozen=True)
class Figure:
    value: str
    start: int
    end: int


def phones(text: str) -> list[Figure]:
    """As +962..., or as the foreign number that was typed."""
    return list(_phones(read(text).strong))


def _phones(view: View) -> Iterator[Figure]:
    for match in _PHONE.finditer(view.text):
        yield Figure(_international(match.group()), *view.original_span(*match.span()))


def _international(typed: str) -> str:
    digits = "".join(c for c in typed if c.isdigit())
    if digits.startswith("00"):
        digits = digits[2:]
    elif typed[0] != "+" and not digits.startswith("962"):
        digits = "962" + digits.removeprefix("0")
    return "+" + re.sub(r"^9620", "962", digits)


def sums(text: str) -> list[Figure]:
    """In dinars."""
    view = read(text).strong
    found = [
        Figure((match[1] or match[2]).replace(",", ""), *view.original_span(*match.span()))
        for match in _SUM.finditer(view.text)
    ]
    return found + list(_spelled_sums(view))


def _spelled_sums(view: View) -> Iterator[Figure]:
    for match in _SPELLED_SUM.finditer(view.text):
        value = next((_NUMBERS[form] for form in bare_forms(match[1]) if form in _NUMBERS), None)
        if value is not None:
            yield Figure(str(value), *view.original_span(*match.span()))


def request_numbers(text: str) -> list[Figure]:
    """Six digits that are no part of a phone number or a sum."""
    view = read(text).strong
    taken = [(found.start, found.end) for found in (*_phones(view), *sums(text))]
    spans = [(match.group(), view.original_span(*match.span())) for match in _REQUEST.finditer(view.text)]
    return [
        Figure("".join(c for c in typed if c.isdigit()), start, end)
        for typed, (start, end) in spans
        if not any(start < last and first < end for first, last in taken)
    ]
