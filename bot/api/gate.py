"""The gate of the desk for programs: a token, its scope, a body that fits; answers as JSON."""

import json
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.api.problems import Refused, refused
from bot.domain.clock import Clock
from bot.domain.errors import RafeeqError
from bot.domain.staff import Staff
from bot.http.language import language_of
from bot.services.ports import UnitOfWork, UnitOfWorkFactory, Words

READ, WRITE = "read", "write"
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/=-]{1,200})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk for programs stands on."""

    begin: UnitOfWorkFactory
    clock: Clock
    words: Words
    """Of the conversations."""
    page_words: Words
    """Of what we say to programs' users."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a program, acting for a staff member."""

    desk: Desk
    actor: Staff
    request: Request
    body: Any = None

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self.desk.begin()

    @property
    def now(self) -> datetime:
        return self.desk.clock()

    def path(self, name: str) -> Any:
        return self.request.path_params[name]

    def number(self, name: str, default: int | None, most: int) -> int | None:
        text = self.request.query_params.get(name, "")
        if not text:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= 18):
            raise Refused("invalid", field=name)
        return max(1, min(int(text), most))

    def moment(self, name: str) -> datetime | None:
        text = self.request.query_params.get(name, "")
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError:
            raise Refused("invalid", field=name) from None
        if found.tzinfo is None:
            raise Refused("invalid", field=name)
        return found


Handler = Callable[[Call], Awaitable[BaseModel]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that programs can do here."""

    method: str
    path: str
    handler: Handler
    summary: str
    answer: type[BaseModel]
    body: type[BaseModel] | None = None
    status: int = 200
    query: dict[str, str] = field(default_factory=dict)
    """Names and what they mean."""

    @property
    def scope(self) -> str:
        return READ if self.method == "GET" else WRITE


def guarded(desk: Desk, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            call = await _arrive(desk, operation, request)
            answer = await operation.handler(call)
        except Refused as refusal:
            return _refusal(desk, refusal, request)
        except RafeeqError as error:
            refusal_of = refused(error)
            if refusal_of is None:
                raise
            return _refusal(desk, refusal_of, request)
        return JSONResponse(answer.model_dump(mode="json", by_alias=True), operation.status)

    return endpoint


async def _arrive(desk: Desk, operation: Operation, request: Request) -> Call:
    bearer = _BEARER.fullmatch(request.headers.get("authorization", ""))
    if bearer is None:
        raise Refused("no_token")
    async with desk.begin() as tx:
        found = await tx.tokens.find(bearer[1], desk.clock())
    if found is None:
        raise Refused("no_token")
    token, actor = found
    if operation.scope == WRITE and token.scope != WRITE:
        raise Refused("read_only")
    return Call(desk, actor, request, await _body(operation, request))


async def _body(operation: Operation, request: Request) -> BaseModel | None:
    if operation.body is None:
        return None
    try:
        return operation.body.model_validate(json.loads(await request.body()))
    except ValidationError as error:
        raise Refused("invalid", field=str(next(iter(error.errors()[0]["loc"]), "body"))) from None
    except (ValueError, RecursionError):
        raise Refused("bad_json") from None


def _refusal(desk: Desk, refusal: Refused, request: Request) -> Response:
    headers = {"www-authenticate": "Bearer"} if refusal.status == 401 else {}
    body = refusal.body(desk.page_words, language_of(request))
    return JSONResponse(body, refusal.status, headers)
