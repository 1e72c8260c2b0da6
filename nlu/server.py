"""Rasa as a server of one channel: it fetches its model once, when it starts, and keeps nothing."""

import asyncio
import logging
import socket
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import InputChannel, register
from rasa.core.utils import AvailableEndpoints
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic

from nlu.channel.endpoint import NotingEndpoint
from nlu.channel.input import BODY_LIMIT, model_name

HOME = Path(__file__).parent
# The app may start after this server: asked again until a model is there.
_ASK_AGAIN_S = 0.5
_STOP_WITHIN_S = 3.0
# Longer than the app keeps an idle connection (5 s), so that none is closed while it is used again.
_KEEP_ALIVE_S = 60

logger = logging.getLogger(__name__)


def build_app(model: Path | None) -> Sanic:
    """Without a model file the model comes from the app."""
    app = Sanic("rafeeq_nlu", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _STOP_WITHIN_S
    app.config.KEEP_ALIVE_TIMEOUT = _KEEP_ALIVE_S
    register(_input_channels(), app, route="/webhooks/")
    endpoints = _endpoints(model)

    async def begin(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.loading = loop.create_task(_load(app, endpoints, model))

    async def end(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.ctx.loading.cancel()
        await endpoints.action.close()

    app.register_listener(begin, "after_server_start")
    app.register_listener(end, "before_server_stop")
    return app


def serve(host: str, port: int, model: Path | None) -> None:
    """Blocks until told to stop. Raises OSError when the address is taken."""
    listening = socket.create_server((host, port), backlog=100)
    build_app(model).run(sock=listening, access_log=False, motd=False)


def _input_channels() -> list[InputChannel]:
    named: dict[str, Any] = read_config_file(HOME / "credentials.yml")
    return [class_from_module_path(name).from_credentials(given) for name, given in named.items()]


def _endpoints(model: Path | None) -> AvailableEndpoints:
    endpoints = AvailableEndpoints.read_endpoints(str(HOME / "endpoints.yml"))
    endpoints.action = NotingEndpoint.like(endpoints.action)
    if model is not None:
        endpoints.model = None
    return endpoints


async def _load(app: Sanic, endpoints: AvailableEndpoints, model: Path | None) -> None:
    while True:
        agent: Agent = await load_agent(model_path=model and str(model), endpoints=endpoints)
        if agent.is_ready():
            app.ctx.agent = agent
            logger.info("ready with model %s", model_name(agent))
            return
        await asyncio.sleep(_ASK_AGAIN_S)
