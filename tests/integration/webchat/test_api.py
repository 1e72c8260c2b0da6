from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.channels.webchat.world import SESSIONS
from bot.persistence.tables import messages, web_sessions
from bot.services.dialogue import Answer, Choice, Payload, Reply
from tests.support.webchat import Chatting

NOTICE = ("system", "notice.first")


async def stored(chat: Chatting) -> int:
    async with chat.world.core.engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).select_from(messages)) or 0)


async def test_a_message_is_answered(chat: Chatting) -> None:
    session = await chat.session()
    response = await chat.say(session, "مرحبا")
    assert response.status_code == 202
    await chat.world.work()
    assert await chat.texts(session) == [
        ("person", "مرحبا"),
        NOTICE,
        ("assistant", "echo {'text': 'مرحبا'}"),
    ]


async def test_a_message_has_what_the_contract_says(chat: Chatting) -> None:
    session = await chat.session()
    await chat.say(session, "hello", id="mine")
    await chat.world.work()
    own, notice, _ = await chat.history(session)
    assert own["client_id"] == "mine"
    assert notice["buttons"] == []
    assert set(own) >= {"id", "from", "text", "buttons", "at"}


async def test_the_same_id_again_changes_nothing(chat: Chatting) -> None:
    session = await chat.session()
    for text in ("first", "first", "other words"):
        assert (await chat.say(session, text, id="x")).status_code == 202
    await chat.world.work()
    assert [text for who, text in await chat.texts(session) if who == "person"] == ["first"]
    assert len(chat.world.dialogue.turns) == 1


async def test_ids_are_each_sessions_own(chat: Chatting) -> None:
    one, two = await chat.session(), await chat.session()
    await chat.say(one, "of one", id="1")
    await chat.say(two, "of two", id="1")
    assert await chat.texts(one) == [("person", "of one")]
    assert await chat.texts(two) == [("person", "of two")]


async def test_a_pressed_button_is_shown_by_its_label(chat: Chatting) -> None:
    offer = Reply("ask", choices=[Choice("button.yes", Payload("affirm"))])
    chat.world.dialogue.script = lambda turn: Answer([offer], [], {})
    session = await chat.session()
    await chat.say(session, "hello")
    await chat.world.work()
    button = (await chat.history(session))[-1]["buttons"][0]
    assert button["label"] == "button.yes"
    assert (await chat.press(session, button["payload"])).status_code == 202
    await chat.world.work()
    assert ("person", "button.yes") in await chat.texts(session)
    assert chat.world.dialogue.turns[-1].payload == Payload("affirm")


async def test_a_button_that_is_none_of_ours_does_no_harm(chat: Chatting) -> None:
    session = await chat.session()
    assert (await chat.press(session, "made-up")).status_code == 202
    await chat.world.work()
    assert chat.world.dialogue.turns[-1].facts.stale_choice


async def test_another_sessions_button_is_none(chat: Chatting) -> None:
    offer = Reply("ask", choices=[Choice("button.yes", Payload("affirm"))])
    chat.world.dialogue.script = lambda turn: Answer([offer], [], {})
    session = await chat.session()
    await chat.say(session, "hello")
    await chat.world.work()
    button = (await chat.history(session))[-1]["buttons"][0]
    other = await chat.session()
    await chat.press(other, button["payload"])
    await chat.world.work()
    assert chat.world.dialogue.turns[-1].payload is None


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (b"{", 400, "bad_json"),
        (b"[]", 400, "bad_json"),
        (b"[" * 100_000, 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_json"),
        (b"{}", 422, "missing"),
        (b'{"session": "guessed", "id": "1", "text": "x"}', 401, "unknown_session"),
        (b'{"session": "guessed", "id": {}, "text": "x"}', 422, "missing"),
        (b'{"session": "guessed", "id": "1"}', 422, "empty"),
        (b'{"session": "guessed", "id": "1", "text": "  "}', 422, "empty"),
        (b'{"session": "guessed", "id": "1", "text": "x", "payload": "y"}', 422, "empty"),
        (b'{"session": "guessed", "id": "1", "text": 5}', 422, "missing"),
    ],
)
async def test_what_cannot_be_taken_is_refused_in_words(
    chat: Chatting, body: bytes, status: int, error: str
) -> None:
    response = await chat.http.post("/chat/api/messages", content=body)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.json()["message"]
    assert await stored(chat) == 0


async def test_refusals_speak_the_callers_language(chat: Chatting) -> None:
    arabic = await chat.http.post("/chat/api/messages", content=b"{")
    english = await chat.http.post("/chat/api/messages?lang=en", content=b"{")
    assert "نفهم" in arabic.json()["message"]
    assert "could not" in english.json()["message"]


async def test_a_hundred_thousand_characters_are_refused_in_words(chat: Chatting) -> None:
    session = await chat.session()
    response = await chat.say(session, "ا" * 100_000)
    assert (response.status_code, response.json()["error"]) == (413, "text_too_long")
    assert await stored(chat) == 0


async def test_a_body_beyond_all_measure_is_not_read(chat: Chatting) -> None:
    response = await chat.http.post("/chat/api/messages", content=b" " * 2_000_000)
    assert (response.status_code, response.json()["error"]) == (413, "too_large")


async def test_what_no_store_can_hold_is_replaced(chat: Chatting) -> None:
    session = await chat.session()
    body = f'{{"session": "{session}", "id": "1", "text": "a\\u0000b\\ud800c"}}'
    assert (await chat.http.post("/chat/api/messages", content=body)).status_code == 202
    assert await chat.texts(session) == [("person", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c")]


async def test_sessions_are_unguessable_and_stored_as_hashes_only(chat: Chatting) -> None:
    session = await chat.session()
    assert len(session) >= 40
    async with chat.world.core.engine.connect() as connection:
        row = (await connection.execute(select(web_sessions))).one()
    assert session.encode() not in b"".join(v for v in row if isinstance(v, bytes))


async def test_sessions_of_one_address_are_limited(chat: Chatting) -> None:
    key = "127.0.0.1"
    for _ in range(SESSIONS.limit):
        await chat.world.core.throttle.take(SESSIONS.scope, key, SESSIONS.limit, SESSIONS.window)
    response = await chat.http.post("/chat/api/sessions")
    assert (response.status_code, response.json()["error"]) == (429, "too_many")
    assert int(response.headers["retry-after"]) > 0


async def test_a_session_not_used_for_long_has_ended(chat: Chatting) -> None:
    session = await chat.session()
    chat.world.now += timedelta(days=91)
    assert (await chat.say(session, "still there?")).status_code == 401


async def test_a_session_in_use_goes_on(chat: Chatting) -> None:
    session = await chat.session()
    for _ in range(3):
        chat.world.now += timedelta(days=60)
        assert (await chat.say(session, "here I am")).status_code == 202


async def test_the_language_of_the_page_is_that_of_the_first_answer(chat: Chatting) -> None:
    session = await chat.session(language="en")
    await chat.say(session, "hi")
    await chat.world.work()
    assert chat.world.dialogue.turns[0].facts.language == "en"


async def test_a_long_history_comes_in_portions(chat: Chatting) -> None:
    session = await chat.session()
    for number in range(5):
        await chat.say(session, str(number))
    every = await chat.history(session)
    before = await chat.history(session, before=every[2]["id"])
    assert [message["text"] for message in before] == ["0", "1"]


async def test_what_is_still_on_its_way_holds_back_what_comes_later(chat: Chatting) -> None:
    session = await chat.session()
    await chat.say(session, "one")
    await chat.leave_on_its_way(session, "a reply")
    await chat.say(session, "two")
    assert await chat.texts(session) == [("person", "one")]
    await chat.world.work()
    assert [text for _, text in await chat.texts(session)][:3] == ["one", "a reply", "two"]
