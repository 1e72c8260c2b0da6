"""Messages that did not arrive, sent again or set aside."""

import pytest

from bot.domain.channel import Channel
from bot.domain.errors import FinalError, TryAgainError, WrongStateError
from bot.domain.message import Delivery, Message
from bot.domain.staff import Staff
from bot.services import deliver
from bot.services.undelivered import read_undelivered, send_again, set_aside
from tests.support.world import PlainWords, World


async def failed(world: World) -> Message:
    async with world.begin() as tx:
        (found,) = await tx.messages.undelivered()
    return found


async def again(world: World, samira: Staff, message: Message) -> Message:
    async with world.begin() as tx:
        await send_again(tx, samira, message.id, world.now)
    await world.work()
    async with world.begin() as tx:
        return await tx.messages.get(message.id)


async def test_after_a_clear_no_it_goes_again_once(world: World, samira: Staff) -> None:
    world.senders[Channel.TELEGRAM].trouble = [FinalError("400")]
    await world.say("one")
    found = await again(world, samira, await failed(world))
    assert (found.delivery, found.perhaps_twice) == (Delivery.SENT, False)


async def test_after_a_lost_answer_it_says_perhaps_twice(
    world: World, samira: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "ATTEMPTS", 1)
    world.senders[Channel.TELEGRAM].trouble = [TryAgainError("timeout", uncertain=True)]
    await world.say("one")
    found = await again(world, samira, await failed(world))
    assert (found.delivery, found.perhaps_twice) == (Delivery.SENT, True)


async def test_what_is_set_aside_leaves_the_list_and_goes_no_more(world: World, samira: Staff) -> None:
    world.senders[Channel.TELEGRAM].trouble = [FinalError("400")]
    await world.say("one")
    message = await failed(world)
    async with world.begin() as tx:
        await set_aside(tx, samira, message.id, world.now)
        assert await tx.messages.undelivered() == []
    with pytest.raises(WrongStateError):
        await again(world, samira, message)


async def test_the_list_comes_in_portions(world: World, samira: Staff) -> None:
    for who in ("one", "two", "three"):
        world.senders[Channel.TELEGRAM].trouble = [FinalError("400")]
        await world.say("hello", who=who)
    async with world.begin() as tx:
        first = await read_undelivered(tx, samira, PlainWords(), limit=2)
        rest = await read_undelivered(tx, samira, PlainWords(), limit=2, before=first.next)
        assert await tx.messages.count_undelivered() == 3
    positions = [each.line.position for each in (*first.lines, *rest.lines)]
    assert positions == sorted(positions, reverse=True)
    assert (len(rest.lines), rest.next) == (1, None)
