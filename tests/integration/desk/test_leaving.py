"""Whoever leaves leaves nobody waiting without an answer."""

from uuid import UUID

import pytest

from bot.domain.conversation import Conversation, Release, State
from bot.domain.staff import Role, Staff
from bot.services.claim_conversation import claim
from bot.services.let_go import let_go
from bot.services.manage_staff import Access, change_access, deactivate
from tests.support.world import World


@pytest.fixture
async def held(world: World, samira: Staff, administrator: Staff) -> UUID:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await tx.staff.set_password(administrator.id, "made up")
        await claim(tx, samira, conversation_id, world.now)
    return conversation_id


async def conversation(world: World, conversation_id: UUID) -> Conversation:
    async with world.begin() as tx:
        return await tx.conversations.get(conversation_id)


async def test_what_they_held_waits_for_a_colleague(
    world: World, held: UUID, samira: Staff, administrator: Staff
) -> None:
    async with world.begin() as tx:
        await deactivate(tx, administrator, samira.id, world.now)
    found = await conversation(world, held)
    assert (found.state, found.holder_id, found.queue_reason) == (State.QUEUED, None, "passed_on")


async def test_the_same_when_they_answer_families_no_more(
    world: World, held: UUID, samira: Staff, administrator: Staff
) -> None:
    async with world.begin() as tx:
        access = Access(frozenset({Role.ADMINISTRATOR}))
        await change_access(tx, administrator, samira.id, access, world.now)
    assert (await conversation(world, held)).state is State.QUEUED


async def test_another_role_among_people_keeps_what_they_hold(
    world: World, held: UUID, samira: Staff, administrator: Staff
) -> None:
    async with world.begin() as tx:
        access = Access(frozenset({Role.COORDINATOR}))
        await change_access(tx, administrator, samira.id, access, world.now)
    assert (await conversation(world, held)).holder_id == samira.id


async def test_what_they_let_go_already_goes_its_way(
    world: World, held: UUID, samira: Staff, administrator: Staff
) -> None:
    async with world.begin() as tx:
        await let_go(tx, samira, held, Release.RETURN, world.now)
        await deactivate(tx, administrator, samira.id, world.now)
    assert (await conversation(world, held)).release is Release.RETURN
