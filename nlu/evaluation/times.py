"""How well times are read: right, wrong (another time), missed (none where one was meant), asked in vain."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nlu.evaluation.measures import share
from nlu.text.times import read_time

OUTCOMES = ("right", "wrong", "missed", "asked")
_CLOCK = re.compile(r"\d\d:\d\d")
_SECONDS = re.compile(r"(\d\d:\d\d):\d\d")


@dataclass(frozen=True)
class Row:
    text: str
    now: datetime
    expected: str
    variety: str


@dataclass(frozen=True)
class Judged:
    row: Row
    found: str
    reason: str
    milliseconds: float

    @property
    def outcome(self) -> str:
        if canonical(self.found) == canonical(self.row.expected):
            return "right"
        return {"none": "missed", "ambiguous": "asked"}.get(self.found, "wrong")


def canonical(value: str) -> str:
    """2026-11-29T14:00/T16:00 names the day once; 14:00 is T14:00; a range of one point is that point."""
    start, slash, end = _SECONDS.sub(r"\1", value.strip().replace(" ", "")).partition("/")
    start, end = _with_t(start), _with_t(end)
    if end.startswith("T") and not start.startswith("T"):
        end = start.partition("T")[0] + end
    return start if not slash or start == end else f"{start}/{end}"


def _with_t(point: str) -> str:
    return f"T{point}" if _CLOCK.fullmatch(point) else point


def judge(rows: Iterable[Row]) -> list[Judged]:
    return [_judge(row) for row in rows]


def _judge(row: Row) -> Judged:
    begin = time.perf_counter()
    reading = read_time(row.text, row.now)
    spent = (time.perf_counter() - begin) * 1000
    return Judged(row, str(reading), reading.reason.value if reading.reason else "", spent)


def kind(expected: str) -> str:
    """Of value that was meant: none, ambiguous, range, day, hour, or both."""
    if expected in {"none", "ambiguous"}:
        return expected
    if "/" in canonical(expected):
        return "range"
    day, _, hour = canonical(expected).partition("T")
    return "hour" if not day else "day and hour" if hour else "day"


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    slowest = max((each.milliseconds for each in judged[1:]), default=0.0)
    return {
        **_counted(judged),
        "milliseconds": {
            "mean": round(sum(each.milliseconds for each in judged) / max(1, len(judged)), 2),
            "slowest": round(slowest, 2),
        },
        "by_variety": _grouped(judged, lambda each: each.row.variety),
        "by_kind": _grouped(judged, lambda each: kind(each.row.expected)),
        "mistakes": [
            {
                "text": each.row.text,
                "now": each.row.now.isoformat(timespec="minutes"),
                "variety": each.row.variety,
                "expected": each.row.expected,
                "found": each.found,
                "reason": each.reason,
                "outcome": each.outcome,
            }
            for each in judged
            if each.outcome != "right"
        ],
    }


def _counted(judged: Sequence[Judged]) -> dict[str, Any]:
    counts = Counter(each.outcome for each in judged)
    return {"messages": len(judged)} | {
        outcome: {"messages": counts[outcome], "share": share(counts[outcome], len(judged))}
        for outcome in OUTCOMES
    }


def _grouped(judged: Sequence[Judged], group: Callable[[Judged], str]) -> dict[str, dict[str, Any]]:
    names = sorted({group(each) for each in judged if group(each)})
    return {name: _counted([each for each in judged if group(each) == name]) for name in names}
