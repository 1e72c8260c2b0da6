"""python-telegram-bot's errors as ours. None of theirs travels further: its words can hold the token."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
)

os.environ.setdefault("PTB_TIMEDELTA", "true")
# the library's switch for spans of time as such; without it each 429 also raises a warning

CONFLICT = "409"
BAD_TOKEN = "401"  # noqa: S105 - a code, not a secret

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "user_is_blocked")


@contextmanager
def typed_errors() -> Iterator[None]:
    try:
        yield
    except TelegramError as error:
        raise typed(error) from None


def typed(error: TelegramError) -> ProviderError:
    """Telegram's classes derive from each other: the narrower stands first."""
    read = next((read for kind, read in _READERS if isinstance(error, kind)), None)
    return TryAgainError("telegram") if read is None else read(error)


def _later(error: RetryAfter) -> ProviderError:
    told = error.retry_after
    pause = told if isinstance(told, timedelta) else timedelta(seconds=told)
    return TryAgainError("429", at=datetime.now(UTC) + max(pause, timedelta(seconds=1)))


def _refused(error: BadRequest) -> ProviderError:
    if any(sign in error.message.lower() for sign in _NOBODY):
        return UnreachableError("400", error.message)
    return RejectedError("400", error.message)


def _broken(error: NetworkError) -> ProviderError:
    """Before the request had left nothing was sent; after that nobody knows. An answer of 5xx is a no."""
    if "too large" in error.message.lower():
        return RejectedError("413")
    if isinstance(error.__cause__, httpx.HTTPError):
        code = "timeout" if isinstance(error, TimedOut) else "network"
        return TryAgainError(code, uncertain=not isinstance(error.__cause__, _NOT_SENT))
    return TryAgainError("5xx")


_READERS: tuple[tuple[type[TelegramError], Callable[[Any], ProviderError]], ...] = (
    (RetryAfter, _later),
    (Forbidden, lambda error: UnreachableError("403", error.message)),
    (InvalidToken, lambda _: FinalError(BAD_TOKEN)),
    (Conflict, lambda error: FinalError(CONFLICT, error.message)),
    (ChatMigrated, lambda _: RejectedError("400", "the chat has moved")),
    (BadRequest, _refused),
    (NetworkError, _broken),
)
