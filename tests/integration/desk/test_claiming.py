import asyncio
from uuid import UUID, uuid4

import pytest

from bot.domain.conversation import State
from bot.domain.errors import AlreadyHeldError, NotAllowedError, NotFoundError
from bot.domain.message import Delivery
from bot.domain.staff import Staff
from bot.services import outbox
from bot.services.claim_conversation import claim
from tests.support.staff import employed, member
from tests.support.world import World


async def test_a_claim_is_told_to_the_person_by_name(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
    await world.work()
    assert world.sent()[-1] == "handover.joined {'name': 'Samira'}"
    await world.say("two")
    assert len(world.dialogue.turns) == 1


async def test_the_loser_is_told_who_has_it(world: World, samira: Staff, omar: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
    with pytest.raises(AlreadyHeldError) as lost:
        async with world.begin() as tx:
            await claim(tx, omar, conversation_id, world.now)
    assert (lost.value.holder_name, lost.value.holder_id) == ("Samira", str(samira.id))


async def test_claiming_again_what_one_holds_changes_nothing(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        first = await claim(tx, samira, conversation_id, world.now)
    async with world.begin() as tx:
        again = await claim(tx, samira, conversation_id, world.now)
    await world.work()
    assert again.epoch == first.epoch
    assert sum("joined" in text for text in world.sent()) == 1


async def test_of_fifty_who_grab_two_hundred_each_is_won_once(world: World) -> None:
    """Each of the two hundred is wanted by ten at once."""
    people = [member(f"S{n}") for n in range(50)]
    await employed(world.begin, *people)
    receipts = [await world.receive("help", who=f"p{n}") for n in range(200)]
    ids = [receipt.conversation_id for receipt in receipts]
    won: dict[UUID, list[UUID]] = {each: [] for each in ids}
    lost: list[AlreadyHeldError] = []

    async def grab(person: Staff, start: int) -> None:
        for conversation_id in (ids[start:] + ids[:start])[:40]:
            try:
                async with world.begin() as tx:
                    await claim(tx, person, conversation_id, world.now)
                won[conversation_id].append(person.id)
            except AlreadyHeldError as error:
                lost.append(error)

    await asyncio.gather(*(grab(person, n * 4) for n, person in enumerate(people)))
    assert [len(winners) for winners in won.values()] == [1] * 200
    assert len(lost) == 9 * 200
    assert all(error.holder_name for error in lost)
    async with world.begin() as tx:
        held = await tx.desk.held(limit=300)
    assert {c.id: [c.holder_id] for c in held} == won


async def test_what_the_assistant_was_about_to_say_is_dropped(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await outbox.notify(tx, await tx.conversations.lock(conversation_id), "stale")
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
    await world.work()
    stale = [m for m in await world.messages(conversation_id) if m.body.get("message") == "stale"]
    assert [m.delivery for m in stale] == [Delivery.DROPPED]
    assert "stale" not in world.sent()


async def test_a_claim_acknowledges_the_alarm(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    async with world.begin() as tx:
        alert = await tx.alerts.open_of(conversation_id)
        assert alert is not None
        await claim(tx, samira, conversation_id, world.now)
        acknowledged = await tx.alerts.get(alert.id)
    assert acknowledged.acknowledged_by == samira.id


async def test_a_claim_is_logged(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
        entries = await tx.audit.of("conversation", conversation_id)
    assert [(e.verb, e.actor) for e in entries] == [("claimed", str(samira.id))]


async def test_an_administrator_claims_nothing(world: World, administrator: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        with pytest.raises(NotAllowedError):
            await claim(tx, administrator, conversation_id, world.now)
        assert (await tx.conversations.get(conversation_id)).state is State.ASSISTANT


async def test_what_does_not_exist_is_not_found(world: World, samira: Staff) -> None:
    async with world.begin() as tx:
        with pytest.raises(NotFoundError):
            await claim(tx, samira, uuid4(), world.now)
