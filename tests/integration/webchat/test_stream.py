import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.conversation import State
from tests.support.webchat import Chatting, chatting, on_a_socket, stream
from tests.support.world import World


@pytest.fixture
async def url(chat: Chatting) -> AsyncIterator[str]:
    async with on_a_socket(chat.app) as address:
        yield address


async def test_messages_come_as_they_are_sent(chat: Chatting, url: str) -> None:
    session = await chat.session()
    async with stream(url, session) as events:
        await chat.say(session, "مرحبا")
        assert (await events.next())["text"] == "مرحبا"
        await chat.world.work()
        assert (await events.next())["from"] == "system"
        answer = await events.next()
    assert answer["from"] == "assistant"
    assert answer["sse_id"] == answer["id"]


async def test_a_stream_begins_with_what_was_said_before(chat: Chatting, url: str) -> None:
    session = await chat.session()
    await chat.say(session, "one")
    await chat.say(session, "two")
    async with stream(url, session) as events:
        assert [(await events.next())["text"] for _ in range(2)] == ["one", "two"]


async def test_a_stream_goes_on_after_the_last_event_id(chat: Chatting, url: str) -> None:
    session = await chat.session()
    for text in ("one", "two", "three"):
        await chat.say(session, text)
    first = (await chat.history(session))[0]["id"]
    async with stream(url, session, last=first) as events:
        assert (await events.next())["text"] == "two"
    async with stream(url, session, after=first) as events:
        assert (await events.next())["text"] == "two"


async def test_nothing_is_lost_or_doubled_between_two_streams(chat: Chatting, url: str) -> None:
    session = await chat.session()
    await chat.say(session, "one")
    async with stream(url, session) as events:
        last = (await events.next())["sse_id"]
    await chat.leave_on_its_way(session, "a reply")
    await chat.say(session, "two")
    async with stream(url, session, last=last) as events:
        await chat.world.work()
        assert [(await events.next())["text"] for _ in range(2)] == ["a reply", "two"]


async def test_many_messages_are_replayed_whole(chat: Chatting, url: str) -> None:
    session = await chat.session()
    for number in range(205):
        await chat.say(session, str(number))
    async with stream(url, session) as events:
        assert [(await events.next())["text"] for _ in range(205)] == [str(n) for n in range(205)]


async def test_typing_is_an_event_without_id(chat: Chatting, url: str) -> None:
    session = await chat.session()
    conversation = await chat.conversation(session)
    async with stream(url, session) as events:
        await events.next("speaker")
        async with chat.world.begin() as tx:
            await tx.events.typing(conversation.id, "assistant")
        typing = await events.next("typing")
    assert typing == {"from": "assistant", "sse_id": ""}


async def test_who_speaks_is_told_when_it_changes(chat: Chatting, url: str) -> None:
    session = await chat.session()
    conversation = await chat.conversation(session)
    async with stream(url, session) as events:
        assert (await events.next("speaker"))["who"] == "assistant"
        async with chat.world.begin() as tx:
            queued = await tx.conversations.lock(conversation.id)
            queued.state = State.QUEUED
            await tx.conversations.save(queued)
            await tx.events.conversation_changed(conversation.id)
        assert (await events.next("speaker"))["waiting"]


async def test_others_hear_nothing(chat: Chatting, url: str) -> None:
    mine, other = await chat.session(), await chat.session()
    async with stream(url, mine) as events:
        await chat.say(other, "not for you")
        await chat.say(mine, "for me")
        assert (await events.next())["text"] == "for me"


@pytest.mark.parametrize("query", ["", "?session=", "?session=guessed"])
async def test_a_stream_needs_a_session_of_ours(chat: Chatting, query: str) -> None:
    response = await chat.http.get("/chat/api/events" + query)
    assert response.status_code in (401, 422)


async def test_a_silent_stream_shows_that_it_lives(world: World) -> None:
    async with (
        chatting(world, heartbeat=0.05) as chat,
        on_a_socket(chat.app) as url,
        stream(url, await chat.session()) as events,
    ):
        assert await events.comment() == ": alive"


async def test_streams_end_when_the_process_is_told_to_stop(chat: Chatting, url: str) -> None:
    async with stream(url, await chat.session()) as events:
        await events.next("speaker")
        await chat.chat.streams.close()
        async with asyncio.timeout(2):
            assert [line async for line in events.lines if line.startswith("data")] == []


async def test_who_leaves_is_forgotten(chat: Chatting, url: str) -> None:
    async with stream(url, await chat.session()) as events:
        await events.next("speaker")
        assert len(chat.world.core.hub._subscribers) == 1
    async with asyncio.timeout(5):
        while chat.world.core.hub._subscribers:
            await asyncio.sleep(0.02)
