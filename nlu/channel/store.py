"""A tracker store that holds one tracker for the length of one call, in the context of its task."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

_tracker: ContextVar[DialogueStateTracker | None] = ContextVar("tracker", default=None)


@contextmanager
def hold(tracker: DialogueStateTracker) -> Iterator[None]:
    token = _tracker.set(tracker)
    try:
        yield
    finally:
        _tracker.reset(token)


class ContextTrackerStore(TrackerStore):
    def __init__(self, domain: Any = None, event_broker: Any = None, **_: Any) -> None:
        super().__init__(domain, event_broker)

    async def retrieve(self, _sender: str) -> DialogueStateTracker | None:
        return _tracker.get()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Nothing to do: the processor changes the held tracker in place."""
