import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.channel import Channel
from bot.domain.conversation import Release, State
from bot.domain.errors import AlreadyHeldError, InvalidInputError, NotAllowedError, WindowClosedError
from bot.domain.message import Delivery, Message
from bot.domain.staff import Staff
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.let_go import let_go
from bot.services.reply_as_staff import reply
from tests.support.world import World


async def replied(
    world: World, actor: Staff, conversation_id: UUID, text: str = "hello", client_id: str = "1"
) -> Message:
    async with world.begin() as tx:
        return await reply(tx, actor, conversation_id, text, world.now, client_id=client_id)


async def test_a_reply_claims_and_is_sent(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    await replied(world, samira, conversation_id)
    await world.work()
    assert world.sent()[-2:] == ["handover.joined {'name': 'Samira'}", "hello"]
    async with world.begin() as tx:
        conversation = await tx.conversations.get(conversation_id)
    assert (conversation.state, conversation.holder_id) == (State.CLAIMED, samira.id)


async def test_a_reply_to_anothers_is_refused_with_the_holder(
    world: World, samira: Staff, omar: Staff
) -> None:
    conversation_id = (await world.say("one")).conversation_id
    await replied(world, samira, conversation_id)
    with pytest.raises(AlreadyHeldError) as refused:
        await replied(world, omar, conversation_id, "mine")
    await world.work()
    assert refused.value.holder_name == "Samira"
    assert "mine" not in world.sent()


async def test_the_same_id_again_is_the_same_reply(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    same = await asyncio.gather(*(replied(world, samira, conversation_id) for _ in range(5)))
    await world.work()
    assert len({message.id for message in same}) == 1
    assert world.sent().count("hello") == 1


async def test_a_reply_outlives_the_epoch(world: World, samira: Staff, coordinator: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    message = await replied(world, samira, conversation_id)
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(conversation_id)
        conversation.epoch += 5
        await tx.conversations.save(conversation)
    await world.work()
    async with world.begin() as tx:
        assert (await tx.messages.get(message.id)).delivery is Delivery.SENT


async def test_after_the_window_nothing_is_stored(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one", channel=Channel.WHATSAPP)).conversation_id
    before = len(await world.messages(conversation_id))
    await world.pass_time(timedelta(hours=25))
    with pytest.raises(WindowClosedError):
        await replied(world, samira, conversation_id)
    assert len(await world.messages(conversation_id)) == before
    async with world.begin() as tx:
        assert (await tx.conversations.get(conversation_id)).state is State.ASSISTANT


async def test_who_writes_on_does_not_let_go(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    await replied(world, samira, conversation_id)
    async with world.begin() as tx:
        await let_go(tx, samira, conversation_id, Release.RETURN, world.now)
    await replied(world, samira, conversation_id, "wait", "2")
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    async with world.begin() as tx:
        assert (await tx.conversations.get(conversation_id)).state is State.CLAIMED


@pytest.mark.parametrize(("text", "problem"), [(" \n", "empty"), ("a" * 4001, "too_long")])
async def test_what_cannot_be_sent_is_said(world: World, samira: Staff, text: str, problem: str) -> None:
    conversation_id = (await world.say("one")).conversation_id
    with pytest.raises(InvalidInputError) as wrong:
        await replied(world, samira, conversation_id, text)
    assert (wrong.value.field, wrong.value.problem) == ("text", problem)


async def test_an_administrator_neither_replies_nor_notes(world: World, administrator: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    with pytest.raises(NotAllowedError):
        await replied(world, administrator, conversation_id)
    async with world.begin() as tx:
        with pytest.raises(NotAllowedError):
            await add_note(tx, administrator, conversation_id, "x", world.now, client_id="1")


async def test_a_note_is_kept_once_and_never_sent(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    for _ in range(2):
        async with world.begin() as tx:
            await add_note(tx, samira, conversation_id, "call the centre", world.now, client_id="n")
    await world.work()
    async with world.begin() as tx:
        notes = await tx.notes.of_conversation(conversation_id)
        verbs = [entry.verb for entry in await tx.audit.of("conversation", conversation_id)]
    assert [note.text for note in notes] == ["call the centre"]
    assert verbs == ["noted"]
    assert not any("call the centre" in text for text in world.sent())


async def test_a_note_on_anothers_is_its_holders_or_a_coordinators(
    world: World, samira: Staff, omar: Staff, coordinator: Staff
) -> None:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
        await add_note(tx, coordinator, conversation_id, "seen", world.now, client_id="1")
        with pytest.raises(AlreadyHeldError):
            await add_note(tx, omar, conversation_id, "mine", world.now, client_id="1")
