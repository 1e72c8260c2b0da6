"""The web process: what people and staff reach, and what only Rasa reaches."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from actions import all_actions
from bot.api.health import health_routes
from bot.bootstrap import Core, core
from bot.dialogue.actions_endpoint import actions_route, executor_of
from bot.dialogue.model_endpoint import model_route
from bot.persistence.figures import figures
from bot.persistence.health import database_trouble, worker_trouble
from bot.persistence.repositories.models import SqlModels
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class WebApps:
    public: ASGIApp
    private: ASGIApp
    """At the internal address only, each request with the internal token."""


@asynccontextmanager
async def open_web(settings: Settings) -> AsyncIterator[WebApps]:
    async with core(settings, live=True) as it:
        yield WebApps(public=Starlette(routes=_public(it)), private=Starlette(routes=_private(it)))


def _public(it: Core) -> list[BaseRoute]:
    return [*_health(it)]


def _private(it: Core) -> list[BaseRoute]:
    assert it.settings.internal_token is not None  # noqa: S101 - the start has checked it
    token = it.settings.internal_token.get_secret_value()
    return [
        *_health(it),
        actions_route(executor_of(all_actions()), token),
        model_route(SqlModels(it.engine).newest, token),
    ]


def _health(it: Core) -> list[BaseRoute]:
    token = it.settings.metrics_token
    return [
        *health_routes(
            {
                "database": lambda: database_trouble(it.engine),
                "worker": lambda: worker_trouble(it.engine),
            },
            lambda: figures(it.engine),
            CollectorRegistry(),
            token.get_secret_value() if token else None,
        )
    ]
