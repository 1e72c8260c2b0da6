"""The association's own page: until an administrator confirms it, the assistant promises no time."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of a weekday (Monday is 0, as in `datetime.weekday`); closed when absent."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    name: dict[str, str]
    """By language."""
    address: dict[str, str] = field(default_factory=dict)
    hours: dict[int, Hours] = field(default_factory=dict)
    ramadan: Period | None = None
    ramadan_hours: dict[int, Hours] = field(default_factory=dict)
    closed: tuple[Period, ...] = ()
    """Holidays added or moved by hand; the official calendar's other days count too."""
    open_anyway: tuple[date, ...] = ()
    """Official holidays on which the desk works."""
    quiet_from: time = time(21, 0)
    quiet_until: time = time(8, 0)
    targets: dict[str, timedelta] = field(default_factory=dict)
    """Working time within which each queue is answered: `crisis`, `normal`, or a request's kind."""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    version: int = 0
    """Which saved state this is, or was made from; 0 before the first."""

    @property
    def confirmed(self) -> bool:
        return self.confirmed_at is not None
