"""Sizes: what may come in by which path, and pages packed for slow lines."""

import gzip

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request

from bot.http.bodies import USUAL, BodyLimits, _announces_more
from bot.http.squeeze import squeezed

LIMITS = {"/chat/api/": 5, "/chat/api/media": 100, "/channels/": 50}


async def echo(scope: object, receive: object, send: object) -> None: ...


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/chat/api/messages", 5),
        ("/chat/api/media", 100),
        ("/channels/whatsapp", 50),
        ("/channels", USUAL),
        ("/", USUAL),
    ],
)
def test_the_longest_path_that_fits_decides(path: str, limit: int) -> None:
    assert BodyLimits(echo, LIMITS).of(path) == limit


@pytest.mark.parametrize(
    ("announced", "more"), [("", False), ("50", False), ("51", True), ("9" * 5000, True), ("-9", False)]
)
def test_what_is_announced_too_large_is_not_waited_for(announced: str, more: bool) -> None:
    assert _announces_more(Headers({"content-length": announced}), 50) is more


def asking(accepted: str) -> Request:
    return Request({"type": "http", "headers": [(b"accept-encoding", accepted.encode())]})


def test_a_page_is_packed_for_who_can_unpack_it() -> None:
    html = "<p>أهلاً وسهلاً</p>" * 200
    packed = squeezed(html, asking("br, gzip"))
    assert gzip.decompress(bytes(packed.body)).decode() == html
    assert int(packed.headers["content-length"]) == len(packed.body) < len(html)
    assert packed.headers["vary"] == "accept-encoding"


def test_others_get_it_as_it_is() -> None:
    plain = squeezed("<p>", asking("br"), 422)
    assert (plain.body, plain.status_code) == (b"<p>", 422)
    assert "content-encoding" not in plain.headers


async def test_what_is_no_request_passes() -> None:
    seen: list[str] = []

    async def app(scope: dict[str, str], _receive: object, _send: object) -> None:
        seen.append(scope["type"])

    await BodyLimits(app, {})({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    assert seen == ["lifespan"]
