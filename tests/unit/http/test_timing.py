import httpx
import pytest
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.http.timing import CHANNEL_OF, Acknowledgements


async def answers(request: Request) -> Response:
    return JSONResponse({}, int(request.headers.get("wanted", "202")))


@pytest.fixture
def counted() -> CollectorRegistry:
    return CollectorRegistry()


async def ask(counted: CollectorRegistry, method: str, path: str, wanted: int = 202) -> None:
    app = Starlette(routes=[Route("/{rest:path}", answers, methods=["GET", "POST"])])
    transport = httpx.ASGITransport(app=Acknowledgements(app, counted))
    async with httpx.AsyncClient(transport=transport, base_url="http://rafeeq.test") as client:
        await client.request(method, path, headers={"wanted": str(wanted)})


def count(counted: CollectorRegistry, channel: str) -> float | None:
    return counted.get_sample_value("rafeeq_acknowledgement_seconds_count", {"channel": channel})


@pytest.mark.parametrize(("path", "channel"), CHANNEL_OF.items())
async def test_what_a_channel_hands_in_is_timed(counted: CollectorRegistry, path: str, channel: str) -> None:
    await ask(counted, "POST", path)
    assert count(counted, channel) == 1


@pytest.mark.parametrize(
    ("method", "path", "wanted"),
    [
        ("GET", "/chat/api/messages", 200),
        ("POST", "/chat/api/messages", 422),
        ("POST", "/channels/whatsapp", 401),
        ("POST", "/chat/api/sessions", 201),
    ],
)
async def test_reading_refusals_and_all_else_are_not(
    counted: CollectorRegistry, method: str, path: str, wanted: int
) -> None:
    await ask(counted, method, path, wanted)
    assert all(count(counted, channel) is None for channel in CHANNEL_OF.values())


def test_fifty_milliseconds_is_a_bound_of_its_own(counted: CollectorRegistry) -> None:
    """The aim that is watched: p99 at most 50 ms."""
    Acknowledgements(Starlette(), counted)._seconds.labels("webchat").observe(0.04)
    labels = {"channel": "webchat", "le": "0.05"}
    assert counted.get_sample_value("rafeeq_acknowledgement_seconds_bucket", labels) == 1
