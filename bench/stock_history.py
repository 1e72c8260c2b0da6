"""Long conversations in stock Rasa's tracker store, without holding them word by word."""

import json
import time
from typing import Any

import psycopg

_READ = "select type_name, intent_name, action_name, data from events where sender_id = %s order by id"
_WRITE = """
    insert into events (sender_id, type_name, timestamp, intent_name, action_name, data)
    values (%s, %s, %s, %s, %s, %s)
"""
_STEP = 0.001
"""Seconds between two events: all lie within the session, in their order."""


def repeat(database_url: str, source: str, target: str, times: int) -> None:
    """`target` gets the beginning of `source` once and what was said in it so many times."""
    with psycopg.connect(database_url) as connection:
        events: list[tuple[Any, ...]] = connection.execute(_READ, (source,)).fetchall()
        first = next(number for number, event in enumerate(events) if event[0] == "user")
        all_of_them = events[:first] + events[first:] * times
        began = time.time() - len(all_of_them) * _STEP
        rows = [_row(target, began + number * _STEP, event) for number, event in enumerate(all_of_them)]
        connection.cursor().executemany(_WRITE, rows)


def _row(target: str, at: float, event: tuple[Any, ...]) -> tuple[object, ...]:
    kind, intent, action, data = event
    return target, kind, at, intent, action, json.dumps({**json.loads(data), "timestamp": at})
