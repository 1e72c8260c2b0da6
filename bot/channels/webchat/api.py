"""The web chat for programs, and for our own page."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.webchat.acts import accept, come_back, known, open_new
from bot.channels.webchat.events import events_of
from bot.channels.webchat.reading import (
    CODE_LIMIT,
    ID_LIMIT,
    read_json,
    read_language,
    read_said,
    word_of,
)
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.shapes import told_message, told_speaker
from bot.channels.webchat.world import STREAMS, WebChat
from bot.http.address import counted_address
from bot.http.language import asked_language, language_of
from bot.services.ports import UnitOfWork, WebSession
from bot.services.read_web_chat import read_before, speaker

HISTORY = 1000
"""Messages of one answer; `before` asks for earlier ones."""


class Api:
    def __init__(self, chat: WebChat) -> None:
        self._chat = chat

    async def open(self, request: Request) -> Response:
        language = read_language(await read_json(request), language_of(request))
        return JSONResponse({"session": await open_new(self._chat, counted_address(request), language)}, 201)

    async def resume(self, request: Request) -> Response:
        code = word_of(await read_json(request), "code", CODE_LIMIT)
        return JSONResponse({"session": await come_back(self._chat, counted_address(request), code)}, 201)

    async def code(self, request: Request) -> Response:
        token = word_of(await read_json(request), "session", ID_LIMIT)
        return await self._with_session(token, self._code)

    async def _code(self, tx: UnitOfWork, session: WebSession) -> Response:
        code = await tx.web_sessions.resume_code(session.conversation_id)
        return JSONResponse({"code": " ".join(code[n : n + 4] for n in range(0, len(code), 4))})

    async def say(self, request: Request) -> Response:
        await accept(self._chat, read_said(await read_json(request)))
        return JSONResponse({}, 202)

    async def history(self, request: Request) -> Response:
        before = _number(request.query_params.get("before", ""))

        async def read(tx: UnitOfWork, session: WebSession) -> Response:
            conversation = await tx.conversations.get(session.conversation_id)
            portion = await read_before(tx, conversation, self._chat.words, before, HISTORY)
            language = asked_language(request) or conversation.language
            words = self._chat.page_words
            return JSONResponse(
                {
                    "messages": [told_message(shown, words, language) for shown in portion.messages],
                    "more": portion.more,
                    "speaker": told_speaker(await speaker(tx, conversation), words, language),
                }
            )

        return await self._with_session(_token(request), read)

    async def events(self, request: Request) -> Response:
        async with self._chat.begin() as tx:
            session = await known(tx, _token(request), self._chat)
        await self._chat.spend(STREAMS, str(session.id))
        last = request.headers.get("last-event-id") or request.query_params.get("after", "")
        events = events_of(self._chat, session, _number(last) or 0, asked_language(request))
        return self._chat.streams.response(events)

    async def _with_session(
        self, token: str, act: Callable[[UnitOfWork, WebSession], Awaitable[Response]]
    ) -> Response:
        async with self._chat.begin() as tx:
            return await act(tx, await known(tx, token, self._chat))


def _token(request: Request) -> str:
    token = request.query_params.get("session", "")
    if not token:
        raise Refused("missing", field="session")
    return token


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
