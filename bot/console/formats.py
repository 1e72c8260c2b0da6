"""Dates, times and spans as staff read them."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from babel.dates import format_date, format_timedelta

from bot.words import tell_date, tell_time

_REGIONS = {"ar": "ar_JO", "en": "en_GB"}


class Formats:
    """The template filters of one language. Moments are told in the association's time zone."""

    def __init__(self, language: str, zone: tzinfo) -> None:
        self._language = language
        self._region = _REGIONS.get(language, language)
        self._zone = zone

    def day(self, when: date) -> str:
        """With weekday, without year: الأحد 29 تشرين الثاني."""
        return tell_date(self._local(when), self._language)

    def full_day(self, when: date) -> str:
        return f"{self.day(when)} {self._local(when).year}"

    def clock(self, when: datetime | time) -> str:
        if isinstance(when, time):
            return tell_time(datetime.combine(date.min, when, UTC), self._language)
        return tell_time(when.astimezone(self._zone), self._language)

    def moment(self, when: datetime) -> str:
        joint = "، " if self._language == "ar" else ", "
        return f"{self.day(when)}{joint}{self.clock(when)}"

    def ago(self, when: datetime, now: datetime) -> str:
        return format_timedelta(when - now, add_direction=True, locale=self._region, threshold=0.95)

    def span(self, span: timedelta) -> str:
        return format_timedelta(span, locale=self._region, threshold=0.95)

    def weekday(self, number: int) -> str:
        """Monday is 0."""
        return format_date(date(2024, 1, 1) + timedelta(days=number), "EEEE", locale=self._region)

    def _local(self, when: date) -> date:
        return when.astimezone(self._zone).date() if isinstance(when, datetime) else when


_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
_SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "Mac"}


def agent(user_agent: str) -> str:
    """A browser's name for itself, as its user knows it; empty when it tells nothing known."""
    browser = next((name for name in _BROWSERS if f"{name}/" in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    system = system or ("Linux" if "Linux" in user_agent else "")
    return " · ".join(part for part in (_NAMES.get(browser, browser), system) if part)
