"""The address at which Rasa has our actions run, on the app's private listener."""

from collections.abc import Iterable
from typing import Any

import structlog
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.dialogue.internal import require_token

log = structlog.get_logger()


def executor_of(actions: Iterable[Action]) -> ActionExecutor:
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    # Rasa doesn't send its domain with a call; our actions don't look at it.
    executor.domain = {}
    return executor


def actions_route(executor: ActionExecutor, token: str) -> Route:
    async def run(request: Request) -> Response:
        require_token(request, token)
        return await run_action(executor, await request.json())

    return Route("/actions/webhook", run, methods=["POST"])


async def run_action(executor: ActionExecutor, call: dict[str, Any]) -> Response:
    """400 is an action's own "no", which Rasa takes as part of the dialogue; 5xx fails the whole turn."""
    name = call.get("next_action")
    try:
        result = await executor.run({**call, "domain": {}})
    except ActionExecutionRejection as rejection:
        return JSONResponse({"error": "rejected", "action_name": rejection.action_name}, 400)
    except ActionNotFoundException:
        log.warning("unknown_action", action=name)
        return JSONResponse({"error": "there is no such action", "action_name": name}, 404)
    except Exception as error:
        log.exception("action_failed", action=name)
        return JSONResponse({"error": type(error).__name__, "action_name": name}, 500)
    return JSONResponse(result.model_dump() if result else {"events": [], "responses": []})
