"""The HTTP side of the stateless channel, registered in `credentials.yml`.

Unlike Rasa's own REST channel it answers 5xx when anything went wrong, and logs nothing that a person wrote.
"""

import hmac
import json
import logging
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.channel.endpoint import check_the_schema_once
from nlu.channel.failures import AppAway, CallFailed, note_swallowed_exceptions
from nlu.channel.turn import CHANNEL, run_turn

BODY_LIMIT = 1_000_000

logger = logging.getLogger(__name__)


class StatelessInput(InputChannel):
    def __init__(self, token: str) -> None:
        if not token:
            raise ValueError("the channel needs a token")
        self._authorization = f"Bearer {token}".encode()

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "StatelessInput":
        return cls((credentials or {}).get("token", ""))

    def blueprint(self, on_new_message: Any) -> Blueprint:  # noqa: ARG002
        """Rasa's own way in, `on_new_message`, gives no answer back: a turn calls the processor itself."""
        note_swallowed_exceptions()
        check_the_schema_once()
        blueprint = Blueprint("rafeeq_channel")

        @blueprint.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent = _agent(request)
            if agent is None:
                return _json(503, {"error": "no model is loaded"})
            return _json(200, {"model": model_name(agent)})

        @blueprint.post("/handle")
        async def handle(request: Request) -> HTTPResponse:
            return await self._handle(request)

        return blueprint

    async def _handle(self, request: Request) -> HTTPResponse:
        if not self._allowed(request):
            return _json(401, {"error": "wrong token"})
        if len(request.body) > BODY_LIMIT:
            return _json(413, {"error": "too large"})
        agent = _agent(request)
        if agent is None:
            return _json(503, {"error": "no model is loaded"})
        return await _turn(agent, request.body)

    def _allowed(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), self._authorization)


def model_name(agent: Agent) -> str:
    """The app's hash when the model came from the app (Rasa keeps its ETag), else the model's own id."""
    return str(agent.fingerprint if agent.model_server else agent.model_id).strip('"')


def _agent(request: Request) -> Agent | None:
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    return agent if agent and agent.is_ready() else None


async def _turn(agent: Agent, body: bytes) -> HTTPResponse:
    try:
        return _json(200, await run_turn(agent, json.loads(body)))
    except AppAway as away:
        return _json(503, {"error": str(away)})
    except CallFailed as failure:
        return _failed(str(failure))
    except Exception as error:
        logger.exception("A turn failed")
        return _failed(type(error).__name__)


def _failed(why: str) -> HTTPResponse:
    logger.error("A turn failed: %s", why)
    return _json(500, {"error": why})


def _json(status: int, body: Mapping[str, Any]) -> HTTPResponse:
    return HTTPResponse(json.dumps(body, ensure_ascii=False), status, content_type="application/json")
