"""For those who watch over the installation: alive, ready, figures."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

CHECK_SECONDS = 3.0

Check = Callable[[], Awaitable[str]]
"""What is wrong, in a few words for an operator; empty when all is well."""
Figures = Callable[[], Awaitable[Sequence[Metric]]]


def health_routes(
    checks: Mapping[str, Check],
    figures: Figures,
    registry: CollectorRegistry,
    metrics_token: str | None,
) -> list[Route]:
    """`registry` has what this process counts itself, `figures` what all processes share."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        found = await asyncio.gather(*(_answer(check) for check in checks.values()))
        wrong = {name: what for name, what in zip(checks, found, strict=True) if what}
        return JSONResponse({"ready": not wrong, "wrong": wrong}, status_code=503 if wrong else 200)

    async def metrics(request: Request) -> Response:
        if metrics_token is None or not _authorised(request, metrics_token):
            return PlainTextResponse("Not Found", status_code=404)
        once = CollectorRegistry()
        once.register(_Collected(await figures()))
        return Response(
            generate_latest(registry) + generate_latest(once), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]


async def _answer(check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except TimeoutError:
        return f"no answer within {CHECK_SECONDS:.0f} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
        return type(error).__name__


def _authorised(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


class _Collected:
    """Figures read already, in the shape that the library asks for."""

    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Sequence[Metric]:
        return self._metrics
