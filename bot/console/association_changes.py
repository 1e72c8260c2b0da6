"""What differs between two states of the association's page, for the one who saved second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.console.association_form import WEEK
from bot.console.translation import N_
from bot.domain.organisation import Hours, Organisation, Period
from bot.services.promise import NORMAL

_TEXTS = (
    ("name", "ar", N_("Name in Arabic")),
    ("name", "en", N_("Name in English")),
    ("address", "ar", N_("Address in Arabic")),
    ("address", "en", N_("Address in English")),
)
_TARGETS = {"crisis": N_("Somebody may be in danger"), NORMAL: N_("Ordinary messages")}
_TARGET = N_("Answered within")


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    theirs: str
    mine: str
    day: int | None = None
    """The weekday, of hours."""
    target: str = ""
    """The kind of request, of its target."""


def differences(theirs: Organisation, mine: Organisation) -> list[Difference]:
    pairs = [
        *_texts(theirs, mine),
        *_hours(N_("Opening hours"), theirs.hours, mine.hours),
        *_hours(N_("Ramadan"), theirs.ramadan_hours, mine.ramadan_hours),
        *_targets(theirs.targets, mine.targets),
        Difference(N_("Quiet hours"), _quiet(theirs), _quiet(mine)),
        Difference(N_("Official holidays on which we work"), _days(theirs), _days(mine)),
        Difference(N_("Other days on which you are closed"), _periods(theirs.closed), _periods(mine.closed)),
        Difference(N_("Ramadan"), _periods([theirs.ramadan]), _periods([mine.ramadan])),
    ]
    return [each for each in pairs if each.theirs != each.mine]


def _texts(theirs: Organisation, mine: Organisation) -> Iterable[Difference]:
    for field, tongue, what in _TEXTS:
        yield Difference(what, getattr(theirs, field).get(tongue, ""), getattr(mine, field).get(tongue, ""))


def _hours(what: str, theirs: Mapping[int, Hours], mine: Mapping[int, Hours]) -> Iterable[Difference]:
    for day in WEEK:
        yield Difference(what, _open(theirs.get(day)), _open(mine.get(day)), day=day)


def _open(hours: Hours | None) -> str:
    return f"{hours.opens:%H:%M} – {hours.closes:%H:%M}" if hours else ""


def _targets(theirs: Mapping[str, timedelta], mine: Mapping[str, timedelta]) -> Iterable[Difference]:
    for name in sorted({*theirs, *mine}):
        known = _TARGETS.get(name)
        yield Difference(
            known or _TARGET, _span(theirs.get(name)), _span(mine.get(name)), target="" if known else name
        )


def _span(target: timedelta | None) -> str:
    """Hours and minutes, as on a clock."""
    if target is None:
        return ""
    minutes = int(target.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _quiet(page: Organisation) -> str:
    return f"{page.quiet_from:%H:%M} – {page.quiet_until:%H:%M}"


def _days(page: Organisation) -> str:
    return " · ".join(day.isoformat() for day in sorted(page.open_anyway))


def _periods(periods: Iterable[Period | None]) -> str:
    return " · ".join(_period(each) for each in periods if each)


def _period(period: Period) -> str:
    days = period.first.isoformat()
    if period.last != period.first:
        days += f" – {period.last.isoformat()}"
    return f"{days} {period.note}".strip()
