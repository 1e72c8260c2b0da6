from datetime import timedelta
from uuid import UUID

from bot.domain.conversation import Release, State
from bot.domain.message import Handling
from tests.support.world import World


async def claimed(world: World, staff_id: UUID) -> UUID:
    receipt = await world.say("one")
    async with world.begin() as tx:
        assert await tx.conversations.claim(receipt.conversation_id, staff_id, world.now)
    return receipt.conversation_id


async def let_go(world: World, conversation_id: UUID, how: Release) -> None:
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(conversation_id)
        conversation.release, conversation.release_at = how, world.now + timedelta(seconds=10)
        await tx.conversations.save(conversation)
        await tx.jobs.release(conversation_id, conversation.release_at)


async def test_only_one_claims(world: World, staff_id: UUID) -> None:
    conversation_id = await claimed(world, staff_id)
    async with world.begin() as tx:
        assert not await tx.conversations.claim(conversation_id, staff_id, world.now)


async def test_a_held_conversation_is_shown_and_not_answered(world: World, staff_id: UUID) -> None:
    conversation_id = await claimed(world, staff_id)
    await world.say("two")
    assert len(world.dialogue.turns) == 1
    assert (await world.messages(conversation_id))[-1].handling is Handling.HELD


async def test_a_return_begins_a_new_stretch_after_ten_seconds(world: World, staff_id: UUID) -> None:
    conversation_id = await claimed(world, staff_id)
    await let_go(world, conversation_id, Release.RETURN)
    await world.work()
    assert "handover.returned" not in world.sent()
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    assert "handover.returned" in world.sent()
    await world.say("two")
    assert (world.dialogue.turns[-1].stretch, world.dialogue.turns[-1].state) == (2, None)


async def test_resolved_the_next_message_goes_to_the_assistant(world: World, staff_id: UUID) -> None:
    conversation_id = await claimed(world, staff_id)
    await let_go(world, conversation_id, Release.RESOLVE)
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    await world.say("two")
    assert world.dialogue.turns[-1].text == "two"
    async with world.begin() as tx:
        assert (await tx.conversations.get(conversation_id)).state is State.ASSISTANT


async def test_what_was_written_in_the_time_to_undo_is_answered_after(world: World, staff_id: UUID) -> None:
    conversation_id = await claimed(world, staff_id)
    await let_go(world, conversation_id, Release.RETURN)
    await world.say("two")
    assert len(world.dialogue.turns) == 1
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    assert world.dialogue.turns[-1].text == "two"
