"""The events of a dialogue as short rows of plain JSON, cut to the last turns. No Rasa here."""

from collections.abc import Mapping, Sequence
from typing import Any

TURNS_KEPT = 6

Row = Sequence[Any]
State = dict[str, Any]


def last_turns(rows: Sequence[Row], turns: int = TURNS_KEPT) -> list[Row]:
    """The rows of the last turns, each begun by what the person said, after a summary of those before."""
    starts = [index for index, row in enumerate(rows) if row[0] == "user"]
    cut = starts[-turns:][0] if starts else len(rows)
    return [*_summary(rows[:cut]), *rows[cut:]]


def _summary(rows: Sequence[Row]) -> list[Row]:
    """What is still in force after these rows: the active form, and the slots that predictions look at."""
    loop: Row = ("loop", None)
    slots: dict[str, Row] = {}
    for row in rows:
        if row[0] == "loop":
            loop = row
        elif row[0] == "slot":
            slots[row[1]] = row
        elif row[0] == "reset":
            slots.clear()
    return [*([loop] if loop[1] else []), *slots.values()]


def unchanged(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> bool:
    """Whether a turn has left no trace but itself."""
    earlier: Mapping[str, Any] = before or {"slots": {}, "events": []}
    return earlier["slots"] == after["slots"] and _active(earlier["events"]) == _active(after["events"])


def _active(rows: Sequence[Row]) -> str | None:
    return next((row[1] for row in reversed(rows) if row[0] == "loop"), None)
