"""What this process may log: names of events, types of errors, places in the code; no words of a person.

Rasa puts messages, entities and slots into its log lines, and tracebacks quote the values they failed on.
"""

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import structlog

_OURS = "nlu"


class PlacesOnly(logging.Formatter):
    """Of an exception only its types and where they were raised, not its text."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is the library's
        chain = traceback.TracebackException(*ei, lookup_lines=False, capture_locals=False)
        return "\n".join(_places(chain))


def _places(chain: traceback.TracebackException | None) -> list[str]:
    if chain is None:
        return []
    last = chain.stack[-1] if chain.stack else None
    where = f" at {last.filename}:{last.lineno} in {last.name}" if last else ""
    kind = chain.exc_type.__name__ if chain.exc_type else "exception"
    return [*_places(chain.__cause__ or chain.__context__), f"  {kind}{where}"]


def only_event_name(_: Any, level: str, event: Mapping[str, Any]) -> str:
    """Rasa's structured lines carry their values beside the name; only the name is kept."""
    if level in ("debug", "info"):
        raise structlog.DropEvent
    return str(event.get("event"))


def configure_logging(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(_OURS).setLevel(level)
    structlog.configure(
        processors=[only_event_name],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
