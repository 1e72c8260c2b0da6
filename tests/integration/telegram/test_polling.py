import asyncio
from typing import Any

from sqlalchemy import func, select

from bot.domain.channel import Channel
from bot.domain.message import Kind
from bot.persistence.tables import messages
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.telegram_gateway import Gateway, open_gateway
from tests.support.world import World


async def taken(telegram: FakeTelegram) -> None:
    await asyncio.to_thread(telegram.wait_until_taken)


async def stored(world: World) -> int:
    async with world.core.engine.connect() as connection:
        found: Any = await connection.scalar(select(func.count()).select_from(messages))
        return int(found)


async def test_a_message_is_taken_in_and_answered_by_the_real_client(
    world: World, telegram: FakeTelegram, mother: Person, polling: Gateway, real_sender: None
) -> None:
    mother.write("مرحبا")
    await taken(telegram)
    await world.work()
    assert [m.text for m in mother.received] == ["notice.first", "echo {'text': 'مرحبا'}"]


async def test_the_same_update_again_changes_nothing(
    world: World, telegram: FakeTelegram, mother: Person, polling: Gateway
) -> None:
    mother.write("مرحبا")
    update = telegram.pending[0]
    await taken(telegram)
    telegram.again(update)
    await taken(telegram)
    assert await stored(world) == 1


async def test_a_batch_is_taken_in_its_order(world: World, telegram: FakeTelegram, mother: Person) -> None:
    for number in range(30):
        mother.write(str(number))
    async with open_gateway(world, telegram):
        await taken(telegram)
    async with world.begin() as tx:
        known = await tx.contact_points.find(Channel.TELEGRAM, "962")
        assert known is not None
        conversation = await tx.conversations.of_contact_point(known, Channel.TELEGRAM)
        thread = await tx.messages.thread(conversation.id)
    assert [m.text for m in thread] == [str(number) for number in range(30)]
    assert {m.kind for m in thread} == {Kind.TEXT}


async def test_stopping_takes_less_than_two_seconds_while_telegram_holds_the_question(
    telegram: FakeTelegram, polling: Gateway
) -> None:
    await asyncio.to_thread(telegram.wait_for, lambda: telegram.polls)
    async with asyncio.timeout(2):
        await polling.stop()
