import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily, Metric
from starlette.applications import Starlette

from bot.api import health
from bot.api.health import health_routes
from tests.support.web import get

Check = Callable[[], Awaitable[str]]


async def well() -> str:
    return ""


async def silent() -> str:
    return "no worker has reported for 30 s"


async def breaks() -> str:
    raise ConnectionRefusedError("postgresql://user:secret@db")


async def hangs() -> str:
    await asyncio.Event().wait()
    return ""


async def figures() -> Sequence[Metric]:
    return [GaugeMetricFamily("rafeeq_jobs", "Jobs", value=3)]


def watched(token: str | None = None, **checks: Check) -> Starlette:
    registry = CollectorRegistry()
    Counter("rafeeq_requests", "Requests here", registry=registry).inc()
    return Starlette(routes=health_routes(checks, figures, registry, token))


async def test_alive_needs_nothing() -> None:
    answer = await get(watched(database=breaks), "/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


async def test_ready_when_all_is_well() -> None:
    answer = await get(watched(database=well, worker=well), "/readyz")

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "wrong": {}})


async def test_not_ready_says_what_is_wrong_without_secrets() -> None:
    answer = await get(watched(database=breaks, worker=silent, rasa=well), "/readyz")

    assert answer.status_code == 503
    assert answer.json()["wrong"] == {
        "database": "ConnectionRefusedError",
        "worker": "no worker has reported for 30 s",
    }


async def test_a_check_that_hangs_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)

    answer = await get(watched(rasa=hangs), "/readyz")

    assert "rasa" in answer.json()["wrong"]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "the-token"}])
async def test_figures_are_hidden_without_the_token(header: dict[str, str]) -> None:
    assert (await get(watched("the-token"), "/metrics", headers=header)).status_code == 404


async def test_figures_are_off_without_a_token_set() -> None:
    assert (await get(watched(None), "/metrics", headers={"Authorization": "Bearer "})).status_code == 404
    assert (await get(watched(None), "/metrics", headers={"Authorization": "Bearer None"})).status_code == 404


async def test_figures_are_those_of_the_process_and_of_all() -> None:
    answer = await get(watched("the-token"), "/metrics", headers={"Authorization": "Bearer the-token"})

    assert answer.headers["content-type"].startswith("text/plain")
    assert "rafeeq_requests_total 1.0" in answer.text
    assert "rafeeq_jobs 3.0" in answer.text
