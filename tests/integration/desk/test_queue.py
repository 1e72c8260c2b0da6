from datetime import time, timedelta
from uuid import UUID

import pytest

from bot.domain.channel import Channel
from bot.domain.conversation import Priority
from bot.domain.errors import NotAllowedError
from bot.domain.message import Content, Kind
from bot.domain.organisation import Hours, Organisation
from bot.domain.staff import Staff
from bot.services import hand_over
from bot.services.claim_conversation import claim
from bot.services.read_queue import read_mine, read_queue, read_recent
from tests.support.world import World

ALWAYS = {day: Hours(time(0, 0), time(23, 59)) for day in range(7)}


async def queued(
    world: World, who: str, ago: timedelta, channel: Channel = Channel.TELEGRAM, **more: object
) -> UUID:
    receipt = await world.receive("hello", who=who, channel=channel)
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        await hand_over.queue(tx, conversation, "asked", world.now - ago)
        for name, value in more.items():
            setattr(conversation, name, value)
        await tx.conversations.save(conversation)
    return receipt.conversation_id


async def test_danger_first_then_a_look_then_who_is_due_first(world: World, samira: Staff) -> None:
    async with world.begin() as tx:
        page = Organisation({}, hours=ALWAYS, targets={"normal": timedelta(hours=8)})
        await tx.pages.save_organisation(page)
    late = await queued(world, "a", timedelta(hours=3))
    early = await queued(world, "b", timedelta(hours=1))
    closing = await queued(
        world, "c", timedelta(), Channel.WHATSAPP, last_inbound_at=world.now - timedelta(hours=22)
    )
    look = await queued(world, "d", timedelta(), priority=Priority.LOOK)
    danger = (await world.receive("DANGER", who="e")).conversation_id
    async with world.begin() as tx:
        order = [item.conversation.id for item in await read_queue(tx, samira)]
    assert order == [danger, look, closing, late, early]


async def test_what_is_claimed_is_not_waiting_but_mine(world: World, samira: Staff, omar: Staff) -> None:
    conversation_id = await queued(world, "a", timedelta())
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
        assert await read_queue(tx, omar) == []
        assert [i.conversation.id for i in await read_mine(tx, samira)] == [conversation_id]
        assert await read_mine(tx, omar) == []


async def test_a_colleagues_line_shows_who_has_it_and_no_words(
    world: World, samira: Staff, omar: Staff, coordinator: Staff
) -> None:
    conversation_id = await queued(world, "a", timedelta())
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
        (line,) = await read_recent(tx, omar)
        (full,) = await read_recent(tx, coordinator)
    assert (line.closed, line.preview, line.holder_name) == (True, "", "Samira")
    assert (full.closed, full.preview) == (False, "hello")


async def test_a_line_says_why_the_alarm_went_off(world: World, samira: Staff) -> None:
    await world.receive("DANGER")
    async with world.begin() as tx:
        (item,) = await read_queue(tx, samira)
    assert item.why == "test"


async def test_a_message_without_words_has_its_kind(world: World, samira: Staff) -> None:
    location = Content(Kind.LOCATION, data={"latitude": 32.0, "longitude": 35.9})
    await world.say(content=location)
    async with world.begin() as tx:
        (item,) = await read_recent(tx, samira)
    assert (item.kind, item.preview) == (Kind.LOCATION, "")


async def test_an_administrator_sees_no_list(world: World, administrator: Staff) -> None:
    async with world.begin() as tx:
        with pytest.raises(NotAllowedError):
            await read_queue(tx, administrator)
