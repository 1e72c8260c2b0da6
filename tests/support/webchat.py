"""The web chat on a real database, asked without a socket or over one."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import uvicorn
from sqlalchemy import insert
from starlette.types import ASGIApp

from bot.channels.webchat.part import webchat_part
from bot.channels.webchat.world import WebChat
from bot.domain.conversation import Conversation
from bot.domain.message import Author, Delivery, Kind
from bot.http.assets import Assets
from bot.http.site import Front, public_site
from bot.http.sse import Streams
from bot.persistence.listen import listen
from bot.persistence.tables import staff
from bot.services import outbox
from bot.services.dialogue import Reply
from bot.services.ports import NewMessage, Words
from bot.services.web_session import find_session
from bot.web import STATIC
from bot.words import Catalogues
from tests.support.world import PlainWords, World

HOST = "http://rafeeq.test"


@dataclass
class Chatting:
    """One person's client. What it asks goes to `http`."""

    world: World
    app: ASGIApp
    chat: WebChat
    http: httpx.AsyncClient
    ids: "count[int]"

    async def session(self, **body: Any) -> str:
        response = await self.http.post("/chat/api/sessions", json=body)
        assert response.status_code == 201, response.text
        return str(response.json()["session"])

    async def say(self, session: str, text: str, **more: Any) -> httpx.Response:
        message = {"session": session, "id": f"m{next(self.ids)}", "text": text} | more
        return await self.http.post("/chat/api/messages", json=message)

    async def press(self, session: str, payload: str) -> httpx.Response:
        message = {"session": session, "id": f"m{next(self.ids)}", "payload": payload}
        return await self.http.post("/chat/api/messages", json=message)

    async def history(self, session: str, **more: Any) -> list[dict[str, Any]]:
        response = await self.http.get("/chat/api/messages", params={"session": session} | more)
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages

    async def conversation(self, session: str) -> Conversation:
        async with self.world.begin() as tx:
            found = await find_session(tx, session, self.world.now)
            return await tx.conversations.get(found.conversation_id)

    async def leave_on_its_way(self, session: str, message: str) -> None:
        """A reply in the outbox that no worker has taken yet."""
        conversation = await self.conversation(session)
        async with self.world.begin() as tx:
            await outbox.say(tx, await tx.conversations.lock(conversation.id), Reply(message))

    async def take_as_caseworker(self, session: str, name: str, text: str) -> None:
        """Somebody of the staff takes the conversation and writes."""
        conversation = await self.conversation(session)
        who = uuid4()
        async with self.world.core.engine.begin() as connection:
            await connection.execute(
                insert(staff).values(id=who, name=name, login=str(who), roles=["caseworker"])
            )
        async with self.world.begin() as tx:
            await tx.conversations.claim(conversation.id, who, self.world.now)
            message = NewMessage(
                id=uuid4(),
                conversation_id=conversation.id,
                channel=conversation.channel,
                author=Author.CASEWORKER,
                kind=Kind.TEXT,
                body={"text": text},
                delivery=Delivery.QUEUED,
                staff_id=who,
            )
            await tx.messages.add(message)
            await tx.jobs.deliver(conversation.id, message.id)
            await tx.events.conversation_changed(conversation.id)

    async def texts(self, session: str) -> list[tuple[str, str]]:
        return [(message["from"], message["text"]) for message in await self.history(session)]


@asynccontextmanager
async def chatting(
    world: World, words: Words | None = None, heartbeat: float = 15
) -> AsyncIterator[Chatting]:
    assets = Assets(STATIC)
    page_words = Catalogues.load(area="web")
    chat = WebChat(
        begin=world.begin,
        receive=world.receive_all,
        throttle=world.core.throttle,
        hub=world.core.hub,
        words=words or PlainWords(),
        page_words=page_words,
        assets=assets,
        clock=world.clock,
        streams=Streams(heartbeat),
    )
    app = public_site([webchat_part(chat)], Front(page_words, assets))
    hearing = asyncio.create_task(listen(world.core.database_url, world.core.hub))
    transport = httpx.ASGITransport(app=app)
    try:
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as http:
            yield Chatting(world, app, chat, http, count(1))
    finally:
        hearing.cancel()
        with suppress(asyncio.CancelledError):
            await hearing


@asynccontextmanager
async def on_a_socket(app: ASGIApp) -> AsyncIterator[str]:
    """The address of a real server for this app."""
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        )
        serving = asyncio.create_task(server._serve([at]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{at.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving


@dataclass
class Stream:
    """Server-sent events as they come."""

    lines: AsyncIterator[str]

    async def next(self, name: str = "") -> dict[str, Any]:
        """The next event of this name ("" for messages), with its `sse_id`; others are passed over."""
        async with asyncio.timeout(10):
            while True:
                event = await self._read()
                if event.get("event", "") == name and "data" in event:
                    data: dict[str, Any] = json.loads(event["data"])
                    return data | {"sse_id": event.get("id", "")}

    async def comment(self) -> str:
        async with asyncio.timeout(10):
            async for line in self.lines:
                if line.startswith(":"):
                    return line
        raise AssertionError("the stream ended")

    async def _read(self) -> dict[str, str]:
        event: dict[str, str] = {}
        async for line in self.lines:
            if not line:
                return event
            field, _, value = line.partition(": ")
            if field:
                event[field] = value
        raise AssertionError("the stream ended")


@asynccontextmanager
async def stream(url: str, session: str, last: str = "", **query: str) -> AsyncIterator[Stream]:
    headers = {"last-event-id": last} if last else {}
    async with (
        httpx.AsyncClient(base_url=url, timeout=20) as client,
        client.stream(
            "GET", "/chat/api/events", params={"session": session} | query, headers=headers
        ) as response,
    ):
        assert response.status_code == 200, await response.aread()
        yield Stream(response.aiter_lines())
