"""Time as a dependency, so that tests set it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, with time zone UTC."""


def utc_now() -> datetime:
    return datetime.now(UTC)
