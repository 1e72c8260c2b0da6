"""The address at which Rasa fetches its model when it starts, on the app's private listener."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.dialogue.internal import require_token
from bot.services.ports import TrainedModel

# None: no model yet; Rasa asks again.
CurrentModel = Callable[[], Awaitable[TrainedModel | None]]


# None: no model yet.
CurrentHash = Callable[[], Awaitable[str | None]]


def model_route(current: CurrentModel, token: str) -> Route:
    async def serve(request: Request) -> Response:
        require_token(request, token)
        model = await current()
        if model is None:
            return Response(status_code=404)
        etag = f'"{model.data_hash}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304)
        headers = {"ETag": etag, "filename": "model.tar.gz"}
        return Response(model.archive, media_type="application/gzip", headers=headers)

    return Route("/models/current", serve, methods=["GET"])


def wanted_route(current: CurrentHash, token: str) -> Route:
    """The hash of the model in use, for whoever keeps Rasa running."""

    async def tell(request: Request) -> Response:
        require_token(request, token)
        return JSONResponse({"model": await current()})

    return Route("/models/wanted", tell, methods=["GET"])
