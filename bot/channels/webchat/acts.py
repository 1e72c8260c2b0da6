"""What a person does in the web chat, the same for programs, our script and the page without script."""

from bot.channels.webchat.reading import Said
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.world import CODES, MESSAGES, SESSIONS, WRONG_CODES, WebChat
from bot.domain.errors import NotFoundError
from bot.domain.message import Content, Inbound, Kind
from bot.services.ports import UnitOfWork, WebSession
from bot.services.read_web_chat import label_of_choice
from bot.services.web_session import address_of_session, find_session, open_session, resume_session


async def open_new(chat: WebChat, address: str, language: str) -> str:
    await chat.spend(SESSIONS, address)
    async with chat.begin() as tx:
        return await open_session(tx, language, chat.clock())


async def come_back(chat: WebChat, address: str, code: str) -> str:
    """Wrong tries are counted for the address, and for all addresses together."""
    await chat.spend(CODES, address)
    await chat.spend(WRONG_CODES, "")
    async with chat.begin() as tx:
        token = await resume_session(tx, code, chat.clock())
    if token is None:
        raise Refused("unknown_code", field="code")
    await chat.throttle.give_back(CODES.scope, address)
    await chat.throttle.give_back(WRONG_CODES.scope, "")
    return token


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
