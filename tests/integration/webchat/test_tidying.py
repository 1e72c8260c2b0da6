from datetime import timedelta

from sqlalchemy import func, select

from bot.channels.webchat.tidying import Tidying
from bot.channels.webchat.world import CODES
from bot.persistence.tables import throttles, web_sessions
from tests.support.webchat import Chatting


async def count(chat: Chatting, table: object) -> int:
    async with chat.world.core.engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


async def test_sessions_that_ended_go_but_not_those_with_a_code(chat: Chatting) -> None:
    await chat.session()
    kept = await chat.session()
    await chat.http.post("/chat/api/code", json={"session": kept})
    chat.world.now += timedelta(days=91)
    fresh = await chat.session()
    await Tidying(chat.chat).once()
    assert await count(chat, web_sessions) == 2
    assert (await chat.say(fresh, "here")).status_code == 202


async def test_counts_of_long_ago_go(chat: Chatting) -> None:
    await chat.world.core.throttle.take(CODES.scope, "an address", CODES.limit, CODES.window)
    chat.world.now += timedelta(days=3)
    await Tidying(chat.chat).once()
    assert await count(chat, throttles) == 0


async def test_it_begins_with_the_process_and_ends_with_it(chat: Chatting) -> None:
    tidying = Tidying(chat.chat)
    await tidying.start()
    await tidying.stop()
    await tidying.stop()
    assert tidying._task is not None
    assert tidying._task.cancelled()
