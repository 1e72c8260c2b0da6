"""Phone numbers and request numbers, with where they stand in the original text."""

import re
from collections.abc import Iterator, Sequence

from nlu.text.lexicons import rows
from nlu.text.message import read
from nlu.text.pieces import Piece, pieces, plain
from nlu.text.sums import Figure, sums
from nlu.text.view import View

__all__ = ["Figure", "phones", "request_numbers", "sums"]

_GAP = r"[\s\-./()_,]{0,2}"
_COUNTRY = rf"(?:\+{_GAP}962|00{_GAP}962|962)"
_MOBILE = rf"(?:{_COUNTRY}{_GAP}0?|0)?{_GAP}7{_GAP}[789](?:{_GAP}\d){{7}}"
_LANDLINE = rf"(?:{_COUNTRY}{_GAP}0?|0)[2356](?:{_GAP}\d){{7}}"
_FOREIGN = rf"(?:\+|00)[1-9](?:{_GAP}\d){{8,13}}"
_PHONE = re.compile(rf"(?<![\d+])(?:{_MOBILE}|{_LANDLINE}|{_FOREIGN})(?!\d)")
_REQUEST = re.compile(r"(?<![\d+.,/])\d{3}[\s\-]?\d{3}(?![\d/]|[.,]\d|\s\d)")
_CUED_REQUEST = re.compile(r"(?<![\d+.,/:])[a-z]{0,3}-?\d{3,10}(?:-\d{2,6})?(?![\d/:]|[.,]\d)")
_LETTERED = re.compile(r"(?<![a-z\d])[a-z]{2}-\d{3,6}(?!\d)")
_CUE = re.compile(
    r"\b(?:ال|لل|[بلو])?طلب(?:ي|نا|ها|ه|ك)?\b(?! من)|معامل|ملف|request|application|case number"
    r"|ref\b|reference|talab|6alab|#|№"
)
_NOT_A_CUE = re.compile(
    r"(?:تلفون|هاتف|موبايل|جوال|بيت|غرفه|شقه|الوطني|هويه|قاعه|phone|mobile|room|national id)"
)
_COUNTED = re.compile(
    r"^\s?(?:يوم|ايام|شهر|سنه|ساعه|دقيقه|كيلو|متر|شخص|نفر|مره|الف|بالميه|%|days?|hours?|weeks?|months?|years?|km|people|am|pm)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = {plain(word): row["value"] for row in rows("numbers")[:10] for word in row["words"].split("|")}
_DIGITS_OF_MOBILE = 10
_BEFORE, _BEHIND = 40, 16
"""Characters around a number among which a word for request must be."""


def phones(text: str) -> list[Figure]:
    """As +962..., or as the foreign number that was typed; digits may be words."""
    return [*_phones(read(text).strong), *_phones_in_words(pieces(text))]


def _phones_in_words(said: Sequence[Piece]) -> Iterator[Figure]:
    """Nought seven nine ..."""
    digits, first = "", 0
    for at, word in enumerate(said):
        digit = _DIGITS.get(word.strong)
        if digit is None:
            digits = ""
            continue
        first = at if not digits else first
        digits += digit
        if len(digits) == _DIGITS_OF_MOBILE and _PHONE.fullmatch(digits):
            yield Figure(_international(digits), said[first].start, word.end)


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


def request_numbers(text: str) -> list[Figure]:
    """Six digits that are no part of a phone number or a sum; of another length behind a word for request."""
    view = read(text).strong
    taken = [(found.start, found.end) for found in (*_phones(view), *sums(text))]
    found: list[Figure] = []
    for typed, span in (*_lettered(view), *_sixes(view), *_cued(view)):
        start, end = view.original_span(*span)
        if not any(start < last and first < end for first, last in taken):
            found.append(Figure(_bare(typed), start, end))
            taken.append((start, end))
    return sorted(found, key=lambda each: each.start)


def _bare(typed: str) -> str:
    return "".join(c for c in typed if c.isdigit())


def _sixes(view: View) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _REQUEST.finditer(view.text):
        yield match.group(), match.span()


def _lettered(view: View) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _LETTERED.finditer(view.text):
        yield match.group(), match.span()


def _cued(view: View) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _CUED_REQUEST.finditer(view.text):
        before = view.text[max(0, match.start() - _BEFORE) : match.start()]
        behind = view.text[match.end() : match.end() + _BEHIND]
        typed = match.group().lstrip("-")
        if _COUNTED.match(behind) or (_YEAR.fullmatch(typed) and not _is_numbered(before)):
            continue
        cued = _CUE.search(before) or _CUE.search(behind)
        if cued and not _NOT_A_CUE.search(before[-20:]):
            yield match.group(), match.span()


def _is_numbered(before: str) -> bool:
    return before.rstrip(" :").endswith(("رقم", "رقمه", "number", "no", "#", "طلبي"))
