"""The desk for programs on a real database, asked as a program would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from bot.api.gate import Desk
from bot.api.part import desk_part
from bot.domain.staff import Staff
from bot.http.assets import Assets
from bot.http.site import Front, public_site
from bot.services.api_tokens import make_token
from bot.words import Catalogues
from tests.support.world import PlainWords, World


@dataclass
class Program:
    http: httpx.AsyncClient

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.http.get(f"/api{path}", params=query)

    async def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self.http.post(f"/api{path}", json=body, **more)

    async def queue(self) -> list[dict[str, Any]]:
        answer = await self.get("/queue")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def conversation(self, conversation_id: UUID) -> dict[str, Any]:
        answer = await self.get(f"/conversations/{conversation_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@dataclass
class Programs:
    world: World
    http: httpx.AsyncClient

    async def of(self, staff: Staff, scope: str = "write") -> Program:
        async with self.world.begin() as tx:
            _, secret = await make_token(tx, staff, "test", scope, self.world.now)
        return self.with_token(secret)

    def with_token(self, secret: str) -> Program:
        headers = {"authorization": f"Bearer {secret}", "accept-language": "en"}
        client = httpx.AsyncClient(
            transport=self.http._transport, base_url=self.http.base_url, headers=headers
        )
        return Program(client)


@asynccontextmanager
async def programs(world: World) -> AsyncIterator[Programs]:
    page_words = Catalogues.load(area="web")
    part = desk_part(Desk(world.begin, world.clock, PlainWords(), page_words))
    app = public_site([part], Front(page_words, Assets({})))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rafeeq.test") as http:
        yield Programs(world, http)
