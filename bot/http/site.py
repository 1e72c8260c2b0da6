"""The parts' routes behind one set of guards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot.http.assets import Assets
from bot.http.bodies import BodyLimits
from bot.http.errors import Failures
from bot.http.guards import OwnHosts, SafeHeaders
from bot.http.part import Part
from bot.services.ports import Words

HEALTH_PATHS = ("/healthz", "/readyz", "/metrics")
PRIVATE_BODY = 16 * 1024 * 1024
"""Rasa's action calls carry a conversation's state."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the outside of the app needs to know."""

    words: Words
    assets: Assets
    hosts: Sequence[str] = ()
    """Names that we answer to; empty: any."""


def public_site(parts: Iterable[Part], front: Front) -> ASGIApp:
    """The guards' headers come last of all, so that answers to our own faults carry them too."""
    parts = list(parts)
    routes: list[BaseRoute] = [front.assets.route()]
    for part in parts:
        routes += part.routes
    limits = {prefix: limit for part in parts for prefix, limit in part.body_limits.items()}
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(OwnHosts, names=front.hosts, open_paths=HEALTH_PATHS),
            Middleware(BodyLimits, limits=limits),
        ],
        exception_handlers=Failures(front.words, front.assets).handlers(),
    )
    return SafeHeaders(app)


def private_site(parts: Iterable[Part]) -> Starlette:
    """For our own processes: no pages, bodies as large as a dialogue's state."""
    return Starlette(
        routes=[route for part in parts for route in part.private_routes],
        middleware=[Middleware(BodyLimits, limits={}, usual=PRIVATE_BODY)],
    )
