"""One conversation as a stream of events."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.webchat.shapes import told_message, told_speaker
from bot.channels.webchat.world import WebChat
from bot.domain.errors import NotFoundError
from bot.http.sse import ServerEvent
from bot.services.ports import WebSession
from bot.services.read_web_chat import Portion, Speaker, read_after, speaker


@dataclass(frozen=True, slots=True)
class _News:
    portion: Portion
    speaker: Speaker
    language: str


async def events_of(
    chat: WebChat, session: WebSession, after: int, language: str = ""
) -> AsyncIterator[ServerEvent]:
    """Messages bear their position as id; who speaks now and who is typing are named events without one.

    `language` of dates and names; empty: the conversation's.
    """
    told: Speaker | None = None
    words = chat.page_words
    with chat.hub.subscribe() as subscription:
        heard = subscription.of(session.conversation_id)
        while True:
            try:
                news = await _read(chat, session, after, language)
            except NotFoundError:
                return
            for shown in news.portion.messages:
                data = told_message(shown, words, news.language)
                yield ServerEvent(_json(data), id=str(shown.position))
            after = news.portion.last
            if news.speaker != told:
                told = news.speaker
                yield ServerEvent(_json(told_speaker(told, words, news.language)), name="speaker")
            if news.portion.more:
                continue
            while (event := await anext(heard)).kind == "typing":
                yield ServerEvent(_json({"from": event.who}), name="typing")


async def _read(chat: WebChat, session: WebSession, after: int, language: str) -> _News:
    async with chat.begin() as tx:
        conversation = await tx.conversations.get(session.conversation_id)
        portion = await read_after(tx, conversation, chat.words, after)
        return _News(portion, await speaker(tx, conversation), language or conversation.language)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
