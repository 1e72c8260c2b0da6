from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from bot.channels.webchat import acts
from bot.channels.webchat.world import CODES, WRONG_CODES
from bot.persistence.tables import web_sessions
from tests.support.webchat import Chatting


async def code_of(chat: Chatting, session: str) -> str:
    response = await chat.http.post("/chat/api/code", json={"session": session})
    assert response.status_code == 200, response.text
    return str(response.json()["code"])


async def resume(chat: Chatting, code: str) -> httpx.Response:
    return await chat.http.post("/chat/api/resume", json={"code": code})


async def test_a_code_opens_the_same_conversation_again(chat: Chatting) -> None:
    session = await chat.session()
    await chat.say(session, "before")
    response = await resume(chat, await code_of(chat, session))
    assert response.status_code == 201
    again = response.json()["session"]
    assert again != session
    await chat.say(again, "after")
    assert await chat.texts(session) == [("person", "before"), ("person", "after")]


async def test_it_is_read_aloud_in_groups_and_taken_as_people_write_it(chat: Chatting) -> None:
    code = await code_of(chat, await chat.session())
    assert [len(group) for group in code.split()] == [4, 4, 4]
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")).replace(" ", "-")
    assert (await resume(chat, f" {arabic} ")).status_code == 201


async def test_a_conversation_has_one_code(chat: Chatting) -> None:
    session = await chat.session()
    code = await code_of(chat, session)
    again = (await resume(chat, code)).json()["session"]
    assert await code_of(chat, session) == code
    assert await code_of(chat, again) == code
    assert await code_of(chat, await chat.session()) != code


async def test_it_is_stored_as_a_hash_only(chat: Chatting) -> None:
    code = (await code_of(chat, await chat.session())).replace(" ", "")
    async with chat.world.core.engine.connect() as connection:
        row = (await connection.execute(select(web_sessions))).one()
    assert code.encode() not in b"".join(v for v in row if isinstance(v, bytes))


async def test_the_desk_finds_the_conversation_by_either_session(chat: Chatting) -> None:
    session = await chat.session()
    again = (await resume(chat, await code_of(chat, session))).json()["session"]
    assert (await chat.conversation(session)).id == (await chat.conversation(again)).id


async def test_wrong_codes_are_counted_for_the_address(chat: Chatting) -> None:
    for _ in range(CODES.limit):
        response = await resume(chat, "0000 0000 0000")
        assert (response.status_code, response.json()["error"]) == (404, "unknown_code")
    assert (await resume(chat, "0000 0000 0000")).status_code == 429


async def test_right_codes_are_not_counted(chat: Chatting) -> None:
    code = await code_of(chat, await chat.session())
    for _ in range(CODES.limit + 1):
        assert (await resume(chat, code)).status_code == 201


async def test_wrong_codes_are_counted_for_everybody_together(
    chat: Chatting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "WRONG_CODES", replace(WRONG_CODES, limit=2))
    answers = [(await resume(chat, "0000 0000 0000")).status_code for _ in range(3)]
    assert answers == [404, 404, 429]


async def test_a_code_needs_a_session(chat: Chatting) -> None:
    response = await chat.http.post("/chat/api/code", json={"session": "guessed"})
    assert response.status_code == 401
