from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.conversation import Release, State
from bot.domain.errors import AlreadyHeldError, WrongStateError
from bot.domain.message import Handling
from bot.domain.staff import Staff
from bot.services.claim_conversation import claim
from bot.services.let_go import let_go, put_back, undo
from tests.support.world import World


async def claimed(world: World, staff: Staff) -> UUID:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, staff, conversation_id, world.now)
    await world.work()
    return conversation_id


async def let_go_by(world: World, staff: Staff, conversation_id: UUID, how: Release) -> None:
    async with world.begin() as tx:
        await let_go(tx, staff, conversation_id, how, world.now)


async def state(world: World, conversation_id: UUID) -> State:
    async with world.begin() as tx:
        return (await tx.conversations.get(conversation_id)).state


async def test_a_return_takes_effect_after_ten_seconds(world: World, samira: Staff) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RETURN)
    await world.work()
    assert await state(world, conversation_id) is State.CLAIMED
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    assert await state(world, conversation_id) is State.ASSISTANT
    assert world.sent()[-1] == "handover.returned"


async def test_it_can_be_undone_within_ten_seconds(world: World, samira: Staff) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RESOLVE)
    await world.pass_time(timedelta(seconds=9))
    async with world.begin() as tx:
        await undo(tx, samira, conversation_id, world.now)
    await world.pass_time(timedelta(seconds=60))
    await world.work()
    assert await state(world, conversation_id) is State.CLAIMED
    assert "handover.resolved" not in world.sent()


async def test_after_ten_seconds_it_is_too_late(world: World, samira: Staff) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RESOLVE)
    await world.pass_time(timedelta(seconds=11))
    async with world.begin() as tx:
        with pytest.raises(WrongStateError):
            await undo(tx, samira, conversation_id, world.now)


async def test_undone_and_let_go_again_the_first_ten_seconds_count_no_more(
    world: World, samira: Staff
) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RETURN)
    await world.pass_time(timedelta(seconds=6))
    async with world.begin() as tx:
        await undo(tx, samira, conversation_id, world.now)
    await let_go_by(world, samira, conversation_id, Release.RESOLVE)
    await world.pass_time(timedelta(seconds=6))
    await world.work()
    assert await state(world, conversation_id) is State.CLAIMED
    await world.pass_time(timedelta(seconds=6))
    await world.work()
    assert await state(world, conversation_id) is State.RESOLVED


async def test_what_is_written_before_it_is_gone_goes_to_the_assistant(world: World, samira: Staff) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RETURN)
    receipt = await world.say("and the visit?")
    assert len(world.dialogue.turns) == 1
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    messages = {m.id: m for m in await world.messages(conversation_id)}
    assert receipt.message_id is not None
    assert messages[receipt.message_id].handling is Handling.HANDLED
    assert world.dialogue.turns[-1].text == "and the visit?"


async def test_only_the_holder_lets_go(world: World, samira: Staff, omar: Staff, coordinator: Staff) -> None:
    conversation_id = await claimed(world, samira)
    with pytest.raises(AlreadyHeldError) as refused:
        await let_go_by(world, omar, conversation_id, Release.RETURN)
    assert refused.value.holder_name == "Samira"
    await let_go_by(world, coordinator, conversation_id, Release.RETURN)


async def test_what_nobody_holds_cannot_be_let_go(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    with pytest.raises(WrongStateError):
        await let_go_by(world, samira, conversation_id, Release.RESOLVE)


async def test_put_back_it_waits_again_in_the_same_stretch(world: World, samira: Staff, omar: Staff) -> None:
    conversation_id = await claimed(world, samira)
    async with world.begin() as tx:
        waiting = await put_back(tx, samira, conversation_id, world.now)
        assert (waiting.state, waiting.stretch) == (State.QUEUED, 1)
    async with world.begin() as tx:
        assert (await claim(tx, omar, conversation_id, world.now)).holder_id == omar.id


async def test_each_of_these_is_logged(world: World, samira: Staff) -> None:
    conversation_id = await claimed(world, samira)
    await let_go_by(world, samira, conversation_id, Release.RETURN)
    async with world.begin() as tx:
        await undo(tx, samira, conversation_id, world.now)
        await put_back(tx, samira, conversation_id, world.now)
        entries = await tx.audit.of("conversation", conversation_id)
    assert [e.verb for e in entries][::-1] == ["claimed", "returned", "undone", "put_back"]
