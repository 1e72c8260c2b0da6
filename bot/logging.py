"""Logs: one line an event, ids and figures only: nothing of what people write or who they are."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.types import ExcInfo, Processor

QUIET = {
    # tells addresses with tokens in them at INFO
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "pywa": logging.WARNING,
    "uvicorn.error": logging.WARNING,
    "asyncio": logging.WARNING,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "multipart": logging.WARNING,
    "python_multipart": logging.WARNING,
    "rasa_sdk": logging.WARNING,
    "PIL": logging.WARNING,
    "procrastinate": logging.WARNING,
}


WATCHED = ("/healthz", "/readyz", "/metrics")


def set_up_logging(process: str, level: str = "INFO", style: str = "auto") -> None:
    """`style`: json, console, or auto (console where a person watches)."""
    person_watches = sys.stderr.isatty() if style == "auto" else style == "console"
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_Traceback(messages=level == "DEBUG")),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _Named(process),
                structlog.dev.ConsoleRenderer()
                if person_watches
                else structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    _take_over(handler, level)


def _take_over(handler: logging.Handler, level: str) -> None:
    """Every record of every library goes through our handler, uvicorn's too."""
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(max(quiet, root.level))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    access = logging.getLogger("uvicorn.access")
    # Any uvicorn set up before in this process may have silenced it; our filters decide.
    access.setLevel(logging.NOTSET)
    access.filters[:] = [_worth_a_line, _without_address_and_query]
    sys.excepthook = _log_uncaught


def _worth_a_line(record: logging.LogRecord) -> bool:
    """What watches over us asks every few seconds."""
    args = record.args
    return not (isinstance(args, tuple) and len(args) > 2 and args[2] in WATCHED)


def _without_address_and_query(record: logging.LogRecord) -> bool:
    """Uvicorn's record holds (client address, method, path with query, version, status)."""
    match record.args:
        case (_, str(method), str(path), _, status):
            record.msg, record.args = "%s %s %s", (method, path.partition("?")[0], status)
            return True
        case _:
            return False


def _log_uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
        return
    structlog.get_logger().critical("uncaught", exc_info=(kind, error, where))


class _Named:
    """Says which process of ours speaks."""

    def __init__(self, process: str) -> None:
        self._process = process

    def __call__(self, _: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"process": self._process, **event}


class _Traceback:
    """Where it happened and what kind of error; its words only when they are ours.

    Libraries put the offending value into the message, and that value may be what a person wrote.
    """

    def __init__(self, *, messages: bool) -> None:
        self._messages = messages

    def __call__(self, exc_info: ExcInfo) -> str:
        lines: list[str] = []
        error: BaseException | None = exc_info[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines += [self._title(error), *traceback.format_tb(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines).rstrip("\n")

    def _title(self, error: BaseException) -> str:
        kind = type(error)
        name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
        ours = kind.__module__.partition(".")[0] in {"bot", "actions"}
        return f"{name}: {error}" if ours or self._messages else name
