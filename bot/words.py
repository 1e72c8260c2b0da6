"""The catalogues in `locales/` as words: keys and values in, sentences out.

The .po files are read when the process starts, so that nothing needs to be compiled. A value may be plain, or
{"key": k, "values": {...}} a message of its own, {"lines": [...]} several of them under each other,
{"count": n}, {"text": {language: words}} written by staff, and {"date"}, {"day"} (with its year), {"time"},
{"moment"}, {"slot"} (as short as a button): an ISO moment told for the reader.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.domain.errors import RafeeqError

Forms = str | Sequence[str]
"""A message, or its plural forms."""

LOCALES = Path(__file__).parents[1] / "locales"
FALLBACK = "ar"
DISCREET = ".discreet"

_REGIONS = {"ar": "ar_JO", "en": "en_GB"}
"""Arabic months are told in the Levantine way."""
_HALVES = {"ar": ("صباحاً", "مساءً"), "en": ("am", "pm")}
_SHORT_HALVES = {"ar": ("ص", "م"), "en": ("am", "pm")}
_COMMA = {"ar": "،", "en": ","}
_SLOT_DAY = {"ar": "EEEE", "en": "EEE"}
_MOMENT = {"ar": "{day}، الساعة {time}", "en": "{day} at {time}"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_AGAINST_RIGHT_TO_LEFT = frozenset({"L", "EN", "AN"})
_AGAINST_LEFT_TO_RIGHT = frozenset({"R", "AL", "AN"})
_ISOLATE, _POP = "\u2068", "\u2069"
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UnknownMessageError(RafeeqError):
    """No catalogue has the key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"no catalogue has {key}")
        self.key = key


class Catalogues:
    """Implements the port `Words`."""

    def __init__(self, by_language: Mapping[str, Catalog], zone: tzinfo) -> None:
        self._catalogues = by_language
        self._zone = zone

    @classmethod
    def load(cls, root: Path = LOCALES, *, area: str = "chat", zone: tzinfo | None = None) -> "Catalogues":
        files = sorted(root.glob(f"*/LC_MESSAGES/{area}.po"))
        return cls({file.parts[-3]: _read(file) for file in files}, zone or ZoneInfo("Asia/Amman"))

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(self._catalogues)

    def keys(self, language: str) -> frozenset[str]:
        ids = (message.id for message in self._catalogues[language] if message.id)
        return frozenset(name if isinstance(name, str) else name[0] for name in ids)

    def render(
        self,
        key: str,
        language: str,
        values: Mapping[str, Any] | None = None,
        *,
        discreet: bool = False,
    ) -> str:
        """Raises UnknownMessageError. A language without the key falls back to Arabic."""
        found, forms = self._forms(key, language, discreet=discreet)
        pattern = forms if isinstance(forms, str) else self._plural(forms, found, values or {})
        told = {name: self._told(v, found, discreet=discreet) for name, v in (values or {}).items()}
        wanted = placeholders(pattern)
        return pattern.format_map({name: told.get(name, "") for name in wanted}) if wanted else pattern

    def _forms(self, key: str, language: str, *, discreet: bool) -> tuple[str, Forms]:
        for tongue in dict.fromkeys((language, FALLBACK)):
            for name in (key + DISCREET, key) if discreet else (key,):
                message = self._catalogues[tongue].get(name) if tongue in self._catalogues else None
                if message and message.string:
                    return tongue, message.string
        raise UnknownMessageError(key)

    def _plural(self, forms: Sequence[str], language: str, values: Mapping[str, Any]) -> str:
        """Arabic has six forms; the first value that counts something chooses."""
        counts = (v["count"] for v in values.values() if isinstance(v, Mapping) and "count" in v)
        choose = c2py(self._catalogues[language].plural_expr)
        return forms[choose(next(counts, 0))]

    def _told(self, value: Any, language: str, *, discreet: bool) -> str:
        if not isinstance(value, Mapping):
            return isolate(str(value), language)
        if "key" in value:
            return self.render(value["key"], language, value.get("values"), discreet=discreet)
        if "lines" in value:
            return "\n".join(self._told(line, language, discreet=discreet) for line in value["lines"])
        if "count" in value:
            return str(value["count"])
        if "text" in value:
            return _BIDI_CONTROLS.sub("", str(value["text"].get(language) or value["text"][FALLBACK]))
        return self._told_time(value, language)

    def _told_time(self, value: Mapping[str, str], language: str) -> str:
        (what, iso), *_ = value.items()
        if what == "date":
            return tell_date(self._local(iso) if "T" in iso else date.fromisoformat(iso), language)
        if what == "day":
            return format_date(
                date.fromisoformat(iso[:10]), "d MMMM y", locale=_REGIONS.get(language, language)
            )
        moment = self._local(iso)
        if what == "slot":
            return tell_slot(moment, language)
        if what == "time":
            return tell_time(moment, language)
        return _of(_MOMENT, language).format(
            day=tell_date(moment, language), time=tell_time(moment, language)
        )

    def _local(self, iso: str) -> datetime:
        return datetime.fromisoformat(iso).astimezone(self._zone)


def tell_date(day: date, language: str) -> str:
    return format_date(day, "EEEE d MMMM", locale=_REGIONS.get(language, language))


def tell_time(moment: datetime, language: str) -> str:
    """Twelve hours, Latin digits: Babel's own pattern writes ص and م."""
    before_noon, after_noon = _of(_HALVES, language)
    half = before_noon if moment.hour < 12 else after_noon
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"


def tell_slot(moment: datetime, language: str) -> str:
    """Short enough for a row of WhatsApp's list (24): الثلاثاء 29/11، 10:30 ص."""
    name = format_date(moment, _SLOT_DAY.get(language, "EEE"), locale=_REGIONS.get(language, language))
    half = _of(_SHORT_HALVES, language)[moment.hour >= 12]
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"
    return f"{name} {moment.day}/{moment.month}{_of(_COMMA, language)} {clock}"


def isolate(text: str, language: str) -> str:
    """A piece that runs, or might run, against the sentence's direction is set apart, so that a phone number
    inside Arabic keeps its order. Directions that came with it could turn the whole message: they go."""
    bare = _BIDI_CONTROLS.sub("", text)
    against = _AGAINST_RIGHT_TO_LEFT if language in _RIGHT_TO_LEFT else _AGAINST_LEFT_TO_RIGHT
    turns = any(unicodedata.bidirectional(character) in against for character in bare)
    return f"{_ISOLATE}{bare}{_POP}" if turns else bare


def placeholders(pattern: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name)


def _of[T](table: Mapping[str, T], language: str) -> T:
    return table.get(language, table["en"])


def _read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parts[-3])
