import httpx
import pytest
from pywa.errors import WhatsAppError

from bot.channels.whatsapp.errors import of_network, typed
from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
    WindowClosedError,
)


@pytest.mark.parametrize(
    ("code", "status", "means"),
    [
        (131047, 400, WindowClosedError),
        (130429, 400, TryAgainError),
        (131056, 400, TryAgainError),
        (80007, 400, TryAgainError),
        (4, 400, TryAgainError),
        (131048, 400, TryAgainError),
        (133016, 400, TryAgainError),
        (131053, 400, TryAgainError),
        (131026, 400, UnreachableError),
        (190, 401, FinalError),
        (10, 403, FinalError),
        (200, 403, FinalError),
        (100, 400, RejectedError),
        (131009, 400, RejectedError),
        (999999, 503, TryAgainError),
    ],
)
def test_codes(code: int, status: int, means: type[ProviderError]) -> None:
    error = WhatsAppError.from_dict({"code": code, "message": "m"}, httpx.Response(status))
    assert type(typed(error)) is means


def test_a_rate_says_not_before() -> None:
    error = typed(WhatsAppError.from_dict({"code": 131056, "message": "m"}, httpx.Response(400)))
    assert isinstance(error, TryAgainError)
    assert error.at is not None


@pytest.mark.parametrize(
    ("error", "uncertain"),
    [(httpx.ConnectError("x"), False), (httpx.ReadTimeout("x"), True), (httpx.ReadError("x"), True)],
)
def test_a_call_that_broke_off_may_have_been_taken(error: httpx.RequestError, uncertain: bool) -> None:
    assert of_network(error).uncertain is uncertain
