from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.errors import NotAllowedError, NotFoundError
from bot.http.assets import Assets
from bot.http.guards import host_of
from bot.http.part import Part
from bot.http.site import Front, public_site
from bot.web import STATIC
from bot.words import Catalogues

WORDS = Catalogues.load(area="web")
ASSETS = Assets(STATIC)
PAGE = {"accept": "text/html"}


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def own_headers(_: Request) -> Response:
    return PlainTextResponse("", headers={"cache-control": "public", "content-security-policy": "sandbox"})


def raising(error: Exception) -> Any:
    async def handler(_: Request) -> Response:
        raise error

    return handler


PART = Part(
    "test",
    routes=[
        Route("/length", length, methods=["POST"]),
        Route("/channels/length", length, methods=["POST"]),
        Route("/own", own_headers),
        Route("/lost", raising(NotFoundError())),
        Route("/forbidden", raising(NotAllowedError())),
        Route("/broken", raising(RuntimeError("what a person wrote"))),
        Route("/healthz", length),
    ],
    body_limits={"/channels/": 2_000_000, "/channels/small": 10},
)


@pytest.fixture
async def site() -> AsyncIterator[httpx.AsyncClient]:
    app = public_site([PART], Front(WORDS, ASSETS, ("rafeeq.test", "localhost")))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://rafeeq.test") as client:
        yield client


async def test_every_answer_is_guarded(site: httpx.AsyncClient) -> None:
    for path in ("/lost", "/broken", "/nowhere"):
        headers = (await site.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["strict-transport-security"] == "max-age=31536000"


async def test_an_answers_own_policy_stands(site: httpx.AsyncClient) -> None:
    headers = (await site.get("/own")).headers
    assert headers["cache-control"] == "public"
    assert headers["content-security-policy"] == "sandbox"
    assert headers["x-frame-options"] == "DENY"


async def test_without_tls_nobody_is_bound_to_it(site: httpx.AsyncClient) -> None:
    assert "strict-transport-security" not in (await site.get("http://rafeeq.test/own")).headers


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/length", 256 * 1024, 200), ("/length", 256 * 1024 + 1, 413), ("/channels/length", 1_500_000, 200)],
)
async def test_bodies_are_as_large_as_their_path_needs(
    site: httpx.AsyncClient, path: str, size: int, status: int
) -> None:
    assert (await site.post(path, content=bytes(size))).status_code == status


async def test_a_body_that_does_not_tell_its_length_is_counted(site: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield bytes(1024)

    assert (await site.post("/length", content=pieces())).status_code == 413


async def test_a_length_beyond_numbers_is_too_large(site: httpx.AsyncClient) -> None:
    response = await site.post("/length", content=b"1", headers={"content-length": "9" * 5000})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/lost", 404, "not_found"),
        ("/nowhere", 404, "not_found"),
        ("/forbidden", 403, "forbidden"),
        ("/length", 405, "method_not_allowed"),
        ("/broken", 500, "failed"),
    ],
)
async def test_programs_are_told_by_a_code(
    site: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    response = await site.get(path)
    assert (response.status_code, response.json()["error"]) == (status, code)
    assert response.json()["message"] == WORDS.render(f"error.{status}", "ar")
    assert "what a person wrote" not in response.text


async def test_people_are_told_on_a_page_in_both_languages(site: httpx.AsyncClient) -> None:
    response = await site.get("/nowhere", headers=PAGE)
    assert response.headers["content-type"].startswith("text/html")
    for language in ("ar", "en"):
        assert WORDS.render("error.404", language) in response.text


async def test_programs_paths_never_answer_with_pages(site: httpx.AsyncClient) -> None:
    assert (await site.get("/api/nowhere", headers=PAGE)).json()["error"] == "not_found"


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("rafeeq.test", True),
        ("RAFEEQ.TEST:8000", True),
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("rafeeq.test.evil.example", False),
        ("evil.example", False),
        ("", False),
    ],
)
async def test_other_names_are_not_ours(site: httpx.AsyncClient, host: str, known: bool) -> None:
    response = await site.get("/own", headers={"host": host})
    assert response.status_code == (200 if known else 421)


async def test_who_watches_our_health_may_call_us_anything(site: httpx.AsyncClient) -> None:
    assert (await site.get("/healthz", headers={"host": "web"})).status_code == 200


def test_hosts_without_ports() -> None:
    assert host_of(" A.example:80 ") == "a.example"
    assert host_of("[2001:db8::1]:80") == "2001:db8::1"
