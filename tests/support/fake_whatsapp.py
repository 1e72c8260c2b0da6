"""A Graph API on loopback that takes what we send, and sends signed webhooks as Meta does."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

PHONE_ID = "1000001"
ACCOUNT_ID = "2000002"
TOKEN = "EAAmadeup"
APP_SECRET = "made-up-app-secret"
VERIFY_TOKEN = "made-up-verify-token"


@dataclass
class FakeWhatsApp:
    url: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of accepted messages, in order; each with the `id` it was given."""
    signs: list[dict[str, Any]] = field(default_factory=list)
    """Read marks and typing signs."""
    refusals: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    """Answers given instead of accepting, one by one: status and error."""
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    media_url: str = ""
    """Where a medium is said to lie, instead of here."""
    templates: list[dict[str, Any]] = field(default_factory=list)
    unauthorised: int = 0
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def texts(self) -> list[str]:
        return [words_of(body) for body in self.sent]

    def refuse(self, code: int, status: int = 400, details: str = "made up") -> None:
        error = {"code": code, "message": "made up", "error_data": {"details": details}}
        self.refusals.append((status, error))

    def keep(self, data: bytes, mime: str = "image/jpeg") -> str:
        media_id = f"media-{next(self._ids)}"
        self.media[media_id] = (mime, data)
        return media_id

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/{version}/{phone}/messages", self._messages, methods=["POST"]),
                Route("/{version}/{phone}/media", self._upload, methods=["POST"]),
                Route("/{version}/{account}/message_templates", self._list_templates, methods=["GET"]),
                Route("/{version}/{account}/message_templates", self._make_template, methods=["POST"]),
                Route("/files/{media}", self._file, methods=["GET"]),
                Route("/{version}/{media}", self._look_up, methods=["GET"]),
            ]
        )

    def _stranger(self, request: Request) -> Response | None:
        if request.headers.get("authorization") == f"Bearer {TOKEN}":
            return None
        self.unauthorised += 1
        return JSONResponse({"error": {"code": 190, "message": "bad token"}}, 401)

    async def _messages(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        body = await request.json()
        if body.get("status") == "read":
            self.signs.append(body)
            return JSONResponse({"success": True})
        if self.refusals:
            status, error = self.refusals.pop(0)
            return JSONResponse({"error": error}, status)
        body["id"] = f"wamid.{next(self._ids)}"
        self.sent.append(body)
        to = body.get("to") or body.get("recipient")
        return JSONResponse(
            {
                "messaging_product": "whatsapp",
                "contacts": [{"input": to, "wa_id": to}],
                "messages": [{"id": body["id"]}],
            }
        )

    async def _upload(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        form = await request.form()
        file = form["file"]
        assert not isinstance(file, str)
        return JSONResponse({"id": self.keep(await file.read(), file.content_type or "")})

    async def _look_up(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        media_id = request.path_params["media"]
        if media_id == PHONE_ID:
            return JSONResponse({"id": PHONE_ID, "display_phone_number": "+962 7 0000 0000"})
        if media_id not in self.media:
            return JSONResponse({"error": {"code": 100, "message": "gone"}}, 404)
        mime, data = self.media[media_id]
        url = self.media_url or f"{self.url}/files/{media_id}"
        return JSONResponse({"id": media_id, "url": url, "mime_type": mime, "file_size": len(data)})

    async def _file(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        mime, data = self.media[request.path_params["media"]]
        return Response(data, media_type=mime)

    async def _list_templates(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        return JSONResponse({"data": self.templates, "paging": {"cursors": {"after": "x"}}})

    async def _make_template(self, request: Request) -> Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        body = await request.json()
        self.templates.append({**body, "status": "PENDING", "rejected_reason": "NONE"})
        return JSONResponse({"id": str(next(self._ids)), "status": "PENDING", "category": body["category"]})


@asynccontextmanager
async def fake_whatsapp() -> AsyncIterator[FakeWhatsApp]:
    fake = FakeWhatsApp()
    server = uvicorn.Server(uvicorn.Config(fake.app(), port=0, log_config=None, lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    fake.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        server.should_exit = True
        await task


def words_of(body: dict[str, Any]) -> str:
    kind = body["type"]
    if kind == "text":
        return str(body["text"]["body"])
    if kind == "interactive":
        return str(body["interactive"]["body"]["text"])
    return str(body[kind].get("caption") or body[kind].get("name") or "")


def message(
    words: str,
    *,
    sender: str = "962790000001",
    id: str = "wamid.in-1",  # noqa: A002 - the field's name
    **more: Any,
) -> dict[str, Any]:
    return {
        "from": sender,
        "id": id,
        "timestamp": "1790000000",
        "type": "text",
        "text": {"body": words},
        **more,
    }


def status(word: str, wamid: str, **more: Any) -> dict[str, Any]:
    return {"id": wamid, "status": word, "timestamp": "1790000000", "recipient_id": "962790000001", **more}


def webhook(
    messages: list[dict[str, Any]] | None = None,
    statuses: list[dict[str, Any]] | None = None,
    contacts: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    value: dict[str, Any] = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": PHONE_ID}}
    given = {"messages": messages, "statuses": statuses, "contacts": contacts}
    value |= {name: rows for name, rows in given.items() if rows}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT_ID, "changes": [{"field": "messages", "value": value}]}],
    }


def signed(payload: dict[str, Any] | bytes, secret: str = APP_SECRET) -> tuple[bytes, dict[str, str]]:
    """Body and headers as Meta sends them."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return body, {"X-Hub-Signature-256": f"sha256={digest}", "Content-Type": "application/json"}


async def post(
    client: httpx.AsyncClient, payload: dict[str, Any] | bytes, secret: str = APP_SECRET
) -> httpx.Response:
    body, headers = signed(payload, secret)
    return await client.post("/channels/whatsapp", content=body, headers=headers)
