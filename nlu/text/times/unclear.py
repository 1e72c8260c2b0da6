"""Why a time that was said gives no one time."""

from enum import Enum


class Reason(str, Enum):
    ALTERNATIVES = "alternatives"
    """Several times, any of which would do."""
    EXCLUSIONS = "exclusions"
    """Only said when not."""
    DISAGREEMENT = "disagreement"
    """Weekday and date do not go together."""
    NO_SUCH_DATE = "no_such_date"
    TOLD = "told"
    """Only told of something else: a hearing, a shift."""
    GONE = "gone"
    """An hour of today that is over."""
    OUTSIDE_HOURS = "outside_hours"
    """An open limit outside working hours."""
    OPEN = "open"
    """From some day on, or up to some day."""
    WEEK_OVER = "week_over"
    """"This week" on its weekend."""
    FEAST = "feast"
    VAGUE = "vague"
    """Said of a time, but not which: in some days, after work."""


class Unclear(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
