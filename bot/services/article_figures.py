"""The figures that a text states: numbers, in digits or words, days of the week, months, spans of time.

An article may state a figure only when one of its sources does, and says which: whoever writes it has to look
it up once more. Found and declared figures are compared in a normal form: 48, sunday, january, 1 month.
"""

import re
from collections.abc import Iterator

from nlu.text.pieces import bare_forms, plain

SAFE = frozenset({"911", "110"})
"""Phone numbers that may be given without a centre's record."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip

_LIST_NUMBER = re.compile(r"^\s*\d+[.)\-]\s*", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_PHONE = re.compile(r"\+?\d[\d\s\-]{5,}\d")

_NUMBER_WORDS = {
    "3": "ثلاثة ثلاث تلاتة ثالثة three", "4": "أربعة أربع four", "5": "خمسة خمس five", "6": "ستة ست six",
    "7": "سبعة سبع seven", "8": "ثمانية ثماني eight", "9": "تسعة تسع nine", "10": "عشرة عشر ten",
    "11": "أحد\u00a0عشر eleven", "12": "twelve", "15": "fifteen", "20": "عشرون عشرين twenty",
    "30": "ثلاثون ثلاثين thirty", "40": "أربعون أربعين forty", "50": "خمسون خمسين fifty",
    "60": "ستون ستين sixty", "90": "تسعون تسعين ninety", "100": "مئة مائة hundred",
    "200": "مئتان مئتين مائتين", "1000": "ألف thousand", "2000": "ألفين ألفان",
    "2 days": "يومين يومان", "2 weeks": "أسبوعين أسبوعان", "2 months": "شهرين شهران",
    "2 years": "سنتين سنتان عامين عامان", "2 hours": "ساعتين ساعتان", "2 times": "مرتين مرتان twice",
    "half": "نصف half", "third": "ثلث third", "quarter": "ربع quarter", "two thirds": "ثلثين ثلثا ثلثي",
    "sunday": "الأحد sunday", "monday": "الاثنين الإثنين monday", "tuesday": "الثلاثاء tuesday",
    "wednesday": "الأربعاء wednesday", "thursday": "الخميس thursday", "friday": "الجمعة friday",
    "saturday": "السبت saturday", "january": "كانون january", "february": "شباط february",
    "march": "آذار", "april": "نيسان april", "june": "حزيران june", "july": "تموز july",
    "august": "آب august", "september": "أيلول september", "october": "تشرين october",
    "november": "november", "december": "december",
}  # fmt: skip
_OF_WORD = {plain(word): figure for figure, words in _NUMBER_WORDS.items() for word in words.split(" ")}
_SPANS = {
    "hour": "ساعة hour", "day": "يوم day", "week": "أسبوع week", "month": "شهر month", "year": "سنة عام year",
}  # fmt: skip
_SPAN = {plain(word): unit for unit, words in _SPANS.items() for word in words.split(" ")}
_BEFORE_A_SPAN = frozenset(plain(word) for word in ["خلال", "لمدة", "بعد", "مرور", "within"])
_ORDINARY = frozenset({plain("آب"), plain("ست"), plain("ربع"), "third"})
"""Words that are figures less often than something else."""


def figures(text: str) -> list[str]:
    """In their order, each once. Numbers of list lines are none."""
    bare = _LIST_NUMBER.sub("", text)
    return list(dict.fromkeys([*_digits(bare), *_words(bare)]))


def phones(text: str) -> list[str]:
    """What looks like a phone number and is not one of the safe ones."""
    found = [match[0].strip() for match in _PHONE.finditer(_latin(_LIST_NUMBER.sub("", text)))]
    return [each for each in found if not re.fullmatch(r"(?:19|20)\d\d\s*-\s*\d\d(?:\s*-\s*\d\d)?", each)]


def _digits(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(_latin(text)):
        if match[0] not in SAFE:
            yield match[0].replace(",", "")


def _words(text: str) -> Iterator[str]:
    said = plain(text).split()
    for place, word in enumerate(said):
        forms = bare_forms(word)
        figure = next((_OF_WORD[form] for form in forms if form in _OF_WORD and form not in _ORDINARY), None)
        unit = next((_SPAN[form] for form in forms if form in _SPAN), None)
        if figure:
            yield figure
        elif unit and place and said[place - 1] in _BEFORE_A_SPAN:
            yield f"1 {unit}"


def _latin(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)
