"""The addresses of the desk for programs."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.api.gate import Desk, guarded
from bot.api.openapi import describe
from bot.api.operations import OPERATIONS
from bot.http.part import Part

BODY = 64 * 1024


def desk_part(desk: Desk) -> Part:
    description = describe(OPERATIONS)

    async def openapi(_: Request) -> Response:
        return JSONResponse(description)

    routes = [Route(o.path, guarded(desk, o), methods=[o.method]) for o in OPERATIONS]
    return Part("desk", routes=[Route("/api/openapi.json", openapi), *routes], body_limits={"/api/": BODY})
