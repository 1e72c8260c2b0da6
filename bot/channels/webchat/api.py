"""The web chat for programs, and for our own page."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.webchat.events import events_of
from bot.channels.webchat.reading import ID_LIMIT, Said, read_json, read_language, read_said, word_of
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.shapes import message_json, speaker_json
from bot.channels.webchat.world import CODES, MESSAGES, SESSIONS, STREAMS, WRONG_CODES, WebChat
from bot.domain.errors import NotFoundError
from bot.domain.message import Content, Inbound, Kind
from bot.http.address import counted_address
from bot.http.language import language_of
from bot.services.ports import UnitOfWork, WebSession
from bot.services.read_web_chat import label_of_choice, read_before, speaker
from bot.services.web_session import address_of_session, find_session, open_session, resume_session

HISTORY = 1000
"""Messages of one answer; `before` asks for earlier ones."""
CODE_LIMIT = 60


class Api:
    def __init__(self, chat: WebChat) -> None:
        self._chat = chat

    async def open(self, request: Request) -> Response:
        await self._chat.spend(SESSIONS, counted_address(request))
        language = read_language(await read_json(request), language_of(request))
        async with self._chat.begin() as tx:
            token = await open_session(tx, language, self._chat.clock())
        return JSONResponse({"session": token}, 201)

    async def resume(self, request: Request) -> Response:
        """Wrong tries are counted for the address, and for all addresses together."""
        address = counted_address(request)
        await self._chat.spend(CODES, address)
        code = word_of(await read_json(request), "code", CODE_LIMIT)
        await self._chat.spend(WRONG_CODES, "")
        async with self._chat.begin() as tx:
            token = await resume_session(tx, code, self._chat.clock())
        if token is None:
            raise Refused("unknown_code", field="code")
        await self._chat.throttle.give_back(CODES.scope, address)
        await self._chat.throttle.give_back(WRONG_CODES.scope, "")
        return JSONResponse({"session": token}, 201)

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
            return JSONResponse(
                {
                    "messages": [message_json(shown) for shown in portion.messages],
                    "more": portion.more,
                    "speaker": speaker_json(await speaker(tx, conversation)),
                }
            )

        return await self._with_session(_token(request), read)

    async def events(self, request: Request) -> Response:
        async with self._chat.begin() as tx:
            session = await known(tx, _token(request), self._chat)
        await self._chat.spend(STREAMS, str(session.id))
        last = request.headers.get("last-event-id") or request.query_params.get("after", "")
        return self._chat.streams.response(events_of(self._chat, session, _number(last) or 0))

    async def _with_session(
        self, token: str, act: Callable[[UnitOfWork, WebSession], Awaitable[Response]]
    ) -> Response:
        async with self._chat.begin() as tx:
            return await act(tx, await known(tx, token, self._chat))


async def accept(chat: WebChat, said: Said) -> None:
    """Stored when this returns; the same id of the same session again changes nothing."""
    label = ""
    async with chat.begin() as tx:
        session = await known(tx, said.session, chat)
        if said.payload:
            conversation = await tx.conversations.get(session.conversation_id)
            label = await label_of_choice(tx, conversation, said.payload, chat.words)
    await chat.spend(MESSAGES, str(session.id))
    content = Content(Kind.PRESS, label, said.payload) if said.payload else Content(Kind.TEXT, said.text)
    await chat.receive([Inbound(address_of_session(said.session), external_id(session, said.id), content)])


async def known(tx: UnitOfWork, token: str, chat: WebChat) -> WebSession:
    try:
        return await find_session(tx, token, chat.clock())
    except NotFoundError:
        raise Refused("unknown_session") from None


def external_id(session: WebSession, client_id: str) -> str:
    """Clients count as they like: their ids are their session's own."""
    return f"{session.id}:{client_id}"


def _token(request: Request) -> str:
    token = request.query_params.get("session", "")
    if not token:
        raise Refused("missing", field="session")
    return token


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
