"""The association's page as form fields, and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from bot.console.forms import Form, text_of
from bot.domain.organisation import Hours, Organisation, Period
from bot.domain.request_kinds import KINDS
from bot.services.promise import NORMAL

WEEK = (6, 0, 1, 2, 3, 4, 5)
"""Sunday first; numbers as in `datetime.weekday`."""
TARGETS = ("crisis", NORMAL, *(name for name, kind in KINDS.items() if kind.by_chat and not kind.target))
UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}

_SPARE_LINES = 3
_LINES = 60

Values = Mapping[str, str]


class Reader:
    """Reads fields and notes what cannot be read."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.wrong: dict[str, str] = {}

    def text(self, name: str, limit: int = 200) -> str:
        return text_of(self.form, name, limit)

    def time(self, name: str, problem_at: str) -> time | None:
        return self._read(name, problem_at, time.fromisoformat, "no_time")

    def date(self, name: str, problem_at: str) -> date | None:
        return self._read(name, problem_at, date.fromisoformat, "no_date")

    def hours(self, name: str) -> dict[int, Hours]:
        found = {}
        for day in WEEK:
            field = f"{name}-{day}"
            opens, closes = self.time(f"{field}-opens", field), self.time(f"{field}-closes", field)
            if opens and closes:
                found[day] = Hours(opens, closes)
            elif opens or closes:
                self.wrong.setdefault(field, "half_hours")
        return found

    def period(self, name: str) -> Period | None:
        """The last day may be left out for a single one."""
        first, last = self.date(f"{name}-first", name), self.date(f"{name}-last", name)
        if first is None:
            if last or self.text(f"{name}-note"):
                self.wrong.setdefault(name, "no_date")
            return None
        return Period(first, last or first, self.text(f"{name}-note", 80))

    def span(self, name: str) -> timedelta | None:
        number = self._read(f"{name}-number", name, _number, "no_span")
        unit = UNITS.get(self.form.get(f"{name}-unit", ""), UNITS["hours"])
        return None if number is None else min(number, 10**6) * unit

    def version(self) -> int | None:
        """Of the page that the form was made from; None where the form does not say."""
        text = self.text("version", 10)
        return int(text) if text.isascii() and text.isdecimal() else None

    def _read[T](self, name: str, problem_at: str, read: Callable[[str], T], problem: str) -> T | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            self.wrong.setdefault(problem_at, problem)
            return None


def read_page(
    form: Form, present: Organisation, official: Iterable[date]
) -> tuple[Organisation, dict[str, str]]:
    """The page as filled in, and what could not be read. `official`: the holidays that the form showed."""
    it = Reader(form)
    shown = set(official)
    chosen = {day for day in shown if day.isoformat() in form.getlist("open_anyway")}
    targets = {name: it.span(f"target-{name}") for name in TARGETS}
    quiet = it.time("quiet-from", "quiet"), it.time("quiet-until", "quiet")
    seen = it.version()
    page = replace(
        present,
        version=present.version if seen is None else seen,
        name=_by_language(it, "name"),
        address=_by_language(it, "address"),
        hours=it.hours("hours"),
        ramadan=it.period("ramadan"),
        ramadan_hours=it.hours("ramadan_hours"),
        closed=tuple(filter(None, (it.period(f"closed-{n}") for n in _lines(form)))),
        open_anyway=tuple(sorted((set(present.open_anyway) - shown) | chosen)),
        quiet_from=quiet[0] or present.quiet_from,
        quiet_until=quiet[1] or present.quiet_until,
        targets={name: span for name, span in targets.items() if span is not None},
    )
    return page, it.wrong


def values_of(page: Organisation) -> dict[str, str]:
    """The page as the form's fields."""
    values = {
        f"{what}_{tongue}": text
        for what in ("name", "address")
        for tongue, text in getattr(page, what).items()
    }
    for name in ("hours", "ramadan_hours"):
        for day, hours in getattr(page, name).items():
            values[f"{name}-{day}-opens"] = _clock(hours.opens)
            values[f"{name}-{day}-closes"] = _clock(hours.closes)
    if page.ramadan:
        values |= _period("ramadan", page.ramadan)
    for number, period in enumerate(page.closed):
        values |= _period(f"closed-{number}", period)
    for name, target in page.targets.items():
        values |= _span(f"target-{name}", target)
    return values | {
        "version": str(page.version),
        "quiet-from": _clock(page.quiet_from),
        "quiet-until": _clock(page.quiet_until),
    }


def lines_of(values: Values) -> range:
    """The lines of closed days to show: those filled in, and some to fill in."""
    used = [number for number in range(_LINES) if values.get(f"closed-{number}-first")]
    return range(min((used[-1] + 1 if used else 0) + _SPARE_LINES, _LINES))


def _lines(form: Form) -> Sequence[int]:
    return [number for number in range(_LINES) if f"closed-{number}-first" in form]


def _by_language(it: Reader, name: str) -> dict[str, str]:
    found = {tongue: it.text(f"{name}_{tongue}") for tongue in ("ar", "en")}
    return {tongue: text for tongue, text in found.items() if text}


def _period(name: str, period: Period) -> dict[str, str]:
    last = period.last.isoformat() if period.last != period.first else ""
    return {f"{name}-first": period.first.isoformat(), f"{name}-last": last, f"{name}-note": period.note}


def _span(name: str, target: timedelta) -> dict[str, str]:
    unit = "hours" if target % UNITS["hours"] == timedelta(0) else "minutes"
    return {f"{name}-number": str(target // UNITS[unit]), f"{name}-unit": unit}


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")


def _number(text: str) -> int:
    """Digits of any script."""
    return int(text)
