"""The event loop of every process of ours: uvloop's, which spends a third less on each statement and call."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import uvloop


def run[T](main: Coroutine[Any, Any, T]) -> T:
    """Like `asyncio.run`."""
    return asyncio.run(main, loop_factory=uvloop.new_event_loop)
