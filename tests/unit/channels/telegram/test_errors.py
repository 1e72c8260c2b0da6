from datetime import UTC, datetime, timedelta

import httpx
import pytest
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

from bot.channels.telegram.errors import typed, typed_errors
from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
)


def broken_by(cause: httpx.HTTPError, error: NetworkError) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), UnreachableError, "403"),
        (BadRequest("Bad Request: chat not found"), UnreachableError, "400"),
        (BadRequest("Bad Request: message is too long"), RejectedError, "400"),
        (ChatMigrated(5), RejectedError, "400"),
        (NetworkError("Request Entity Too Large"), RejectedError, "413"),
        (InvalidToken("Unauthorized"), FinalError, "401"),
        (Conflict("terminated by other getUpdates request"), FinalError, "409"),
        (NetworkError("Bad Gateway"), TryAgainError, "5xx"),
        (TelegramError("Invalid server response"), TryAgainError, "telegram"),
    ],
)
def test_each_trouble_has_its_kind(error: TelegramError, kind: type[ProviderError], code: str) -> None:
    found = typed(error)
    assert type(found) is kind
    assert found.code == code


def test_too_many_calls_say_until_when() -> None:
    found = typed(RetryAfter(30))
    assert isinstance(found, TryAgainError)
    assert found.at is not None
    assert timedelta(seconds=25) < found.at - datetime.now(UTC) <= timedelta(seconds=30)


@pytest.mark.parametrize(
    ("cause", "uncertain"),
    [
        (httpx.ConnectError("x"), False),
        (httpx.ConnectTimeout("x"), False),
        (httpx.PoolTimeout("x"), False),
        (httpx.ReadTimeout("x"), True),
        (httpx.WriteTimeout("x"), True),
        (httpx.ReadError("x"), True),
        (httpx.RemoteProtocolError("x"), True),
    ],
)
def test_once_a_call_has_left_nobody_knows_whether_it_arrived(
    cause: httpx.HTTPError, uncertain: bool
) -> None:
    error = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("x")
    found = typed(broken_by(cause, error))
    assert isinstance(found, TryAgainError)
    assert found.uncertain is uncertain


def test_the_librarys_own_error_goes_no_further() -> None:
    with pytest.raises(FinalError) as caught, typed_errors():
        raise InvalidToken("The token `123:secret` was rejected by the server.")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "secret" not in f"{caught.value} {caught.value.detail}"
