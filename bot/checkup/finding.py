from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    WELL = "ok"
    NOTE = "note"
    """Works, and could be better."""
    WARN = "warn"
    """Works, and will let somebody down one day."""
    MEND = "mend"
    """Does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    area: str
    grade: Grade
    words: str
    """What is, and for a mend what to do."""


def well(area: str, words: str) -> Finding:
    return Finding(area, Grade.WELL, words)


def note(area: str, words: str) -> Finding:
    return Finding(area, Grade.NOTE, words)


def warn(area: str, words: str) -> Finding:
    return Finding(area, Grade.WARN, words)


def mend(area: str, words: str) -> Finding:
    return Finding(area, Grade.MEND, words)
