"""What went wrong in a call although Rasa went on: it swallows an action's exception and ends the rule."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[list[str] | None] = ContextVar("noted_failures", default=None)


class CallFailed(Exception):
    """Its text goes into the answer and the log: nothing personal in it."""


class AppAway(CallFailed):
    """The app's action endpoint is not there: it is being started again, and waiting helps."""


_AWAY = "the action endpoint is away"


@contextmanager
def watch() -> Iterator[None]:
    """Raises CallFailed at the end of the block when something was noted in it."""
    noted: list[str] = []
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
    if _AWAY in noted:
        raise AppAway(_AWAY)
    if noted:
        raise CallFailed("; ".join(noted))


def note_away() -> None:
    note(_AWAY)


def note(what: str) -> None:
    noted = _noted.get()
    if noted is not None:
        noted.append(what)


class NoteSwallowedExceptions(logging.Filter):
    """For Rasa's processor, whose only trace of an exception inside an action is a line in its log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            note(f"{record.exc_info[0].__name__} in an action")
        return True


def note_swallowed_exceptions() -> None:
    logger = logging.getLogger("rasa.core.processor")
    if not any(isinstance(known, NoteSwallowedExceptions) for known in logger.filters):
        logger.addFilter(NoteSwallowedExceptions())
