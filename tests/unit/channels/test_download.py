from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from bot.channels.download import Allowed, download
from bot.domain.errors import FinalError, ProviderError, RejectedError, TryAgainError
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError

API = "https://api.example.test"
ALLOWED = Allowed(API, ("files.example.test", ".cdn.example.test"))
Answer = Callable[[httpx.Request], httpx.Response]


async def fetch(answer: Answer, url: str = f"{API}/f") -> bytes:
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        return await download(client, url, ALLOWED, headers={"authorization": "Bearer secret"})


async def arriving(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def with_status(status: int, **headers: str) -> Answer:
    return lambda _: httpx.Response(status, headers=headers)


@pytest.mark.parametrize(
    "url",
    [
        f"{API}/x",
        "https://files.example.test/x",
        "https://a.cdn.example.test/x",
        "https://files.example.test:443/x",
    ],
)
def test_the_providers_own_hosts_are_permitted(url: str) -> None:
    assert ALLOWED.permits(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.test/x",
        "https://api.example.test:8443/x",
        "http://files.example.test/x",
        "https://files.example.test:22/x",
        "https://files.example.test.evil.test/x",
        "https://cdn.example.test.evil.test/x",
        "https://evil-cdn.example.test/x",
        "https://api.example.test@evil.test/x",
        "https://user:word@api.example.test/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "//files.example.test/x",
        "https://[::1",
        "",
    ],
)
async def test_no_other_address_is_asked(url: str) -> None:
    def never(_request: httpx.Request) -> httpx.Response:
        pytest.fail("asked")

    with pytest.raises(MediaRefusedError) as caught:
        await fetch(never, url)
    assert caught.value.problem is MediaProblem.REDIRECTED


def test_a_plain_address_is_permitted_where_the_settings_have_it() -> None:
    assert Allowed("http://127.0.0.1:8081").permits("http://127.0.0.1:8081/file")
    assert not Allowed("http://127.0.0.1:8081").permits("http://127.0.0.1:8082/file")


async def test_it_arrives_with_our_key_and_unpacked_by_nobody() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=arriving(b"da", b"ta"))

    assert await fetch(answer) == b"data"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert seen[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, RejectedError),
        (410, RejectedError),
        (403, FinalError),
        (429, TryAgainError),
        (503, TryAgainError),
    ],
)
async def test_a_refusal_has_its_kind(status: int, kind: type[ProviderError]) -> None:
    with pytest.raises(kind):
        await fetch(with_status(status))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    with pytest.raises(MediaRefusedError) as caught:
        await fetch(with_status(status, location=f"{API}/elsewhere"))
    assert caught.value.problem is MediaProblem.REDIRECTED


async def test_what_is_announced_too_large_is_not_read() -> None:
    with pytest.raises(MediaRefusedError) as caught:
        await fetch(with_status(200, **{"content-length": str(MEDIA_LIMIT + 1)}))
    assert caught.value.problem is MediaProblem.TOO_LARGE


async def test_what_never_ends_is_left() -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1024 * 1024

    with pytest.raises(MediaRefusedError) as caught:
        await fetch(lambda _: httpx.Response(200, content=endless()))
    assert caught.value.problem is MediaProblem.TOO_LARGE
    assert read <= MEDIA_LIMIT / 1024 / 1024 + 1


async def test_a_broken_line_is_worth_another_try_and_tells_no_address() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(str(request.url))

    with pytest.raises(TryAgainError) as caught:
        await fetch(broken)
    assert "example" not in f"{caught.value} {caught.value.detail}"
    assert caught.value.__suppress_context__
