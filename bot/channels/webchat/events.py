"""One conversation as a stream of events."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.channels.webchat.shapes import message_json, speaker_json
from bot.channels.webchat.world import WebChat
from bot.domain.errors import NotFoundError
from bot.http.sse import ServerEvent
from bot.services.ports import WebSession
from bot.services.read_web_chat import Portion, Speaker, read_after, speaker


async def events_of(chat: WebChat, session: WebSession, after: int) -> AsyncIterator[ServerEvent]:
    """Messages bear their position as id; who speaks now and who is typing are named events without one."""
    told: Speaker | None = None
    with chat.hub.subscribe() as subscription:
        news = subscription.of(session.conversation_id)
        while True:
            try:
                portion, now_speaking = await _read(chat, session, after)
            except NotFoundError:
                return
            for shown in portion.messages:
                yield ServerEvent(_json(message_json(shown)), id=str(shown.position))
            after = portion.last
            if now_speaking != told:
                told = now_speaking
                yield ServerEvent(_json(speaker_json(told)), name="speaker")
            if portion.more:
                continue
            event = await anext(news)
            while event.kind == "typing":
                yield ServerEvent(_json({"from": event.who}), name="typing")
                event = await anext(news)


async def _read(chat: WebChat, session: WebSession, after: int) -> tuple[Portion, Speaker]:
    async with chat.begin() as tx:
        conversation = await tx.conversations.get(session.conversation_id)
        return await read_after(tx, conversation, chat.words, after), await speaker(tx, conversation)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
