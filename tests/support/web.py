"""Asking an ASGI app without a socket. (Starlette's own client wants a library that we do not have.)"""

import httpx
from starlette.types import ASGIApp


async def get(app: ASGIApp, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rafeeq.test") as client:
        return await client.get(path, headers=headers)
