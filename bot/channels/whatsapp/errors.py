"""What the Graph API's refusals mean: decided by code, never by title."""

from datetime import UTC, datetime, timedelta

import httpx
from pywa.errors import WhatsAppError

from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
    WindowClosedError,
)

_WINDOW = {131047}
_THROTTLED = {4, 80007, 130429, 131048, 133016}
_PAIR_RATE = 131056
_PASSING = {1, 2, 131000, 131016, 131057, 133004}
_ONCE_MORE = {131053}
"""A media error that a second try sometimes passes."""
_UNREACHABLE = {131026, 131021, 130497, 131050, 131030}
_CREDENTIALS = {0, 3, 10, 190, 200, 131005, 131031, 368}
_THROTTLE_PAUSE = timedelta(seconds=30)
_PAIR_PAUSE = timedelta(seconds=4)
_SERVER_ERROR = 500


def typed(error: WhatsAppError) -> ProviderError:
    code, detail = error.code, error.details or error.message
    named = by_code(code, detail)
    if named is not None:
        return named
    status = error.status_code or 0
    if status >= _SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS or error.is_transient:
        return TryAgainError(str(code), detail)
    return RejectedError(str(code), detail)


def by_code(code: int, detail: str) -> ProviderError | None:
    """Also for a status that says later that a message failed."""
    name = str(code)
    if code in _WINDOW:
        return WindowClosedError(name, detail)
    if code == _PAIR_RATE:
        return TryAgainError(name, detail, at=datetime.now(UTC) + _PAIR_PAUSE)
    if code in _THROTTLED:
        return TryAgainError(name, detail, at=datetime.now(UTC) + _THROTTLE_PAUSE)
    if code in _PASSING | _ONCE_MORE:
        return TryAgainError(name, detail)
    if code in _UNREACHABLE:
        return UnreachableError(name, detail)
    return FinalError(name, detail) if code in _CREDENTIALS or 200 < code < 300 else None


def of_network(error: httpx.RequestError) -> TryAgainError:
    """A call that broke off after it was sent may have been taken."""
    before = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    return TryAgainError("network", type(error).__name__, uncertain=not before)
