"""What staff say of an alarm, and what is kept of it."""

from uuid import UUID

import pytest

from bot.domain.conversation import Conversation, Priority, State
from bot.domain.crisis import CrisisExample, Judgement
from bot.domain.errors import AlreadyHeldError, NotAllowedError, NotFoundError, WrongStateError
from bot.domain.staff import Staff
from bot.services.claim_conversation import claim
from bot.services.judge_alarm import judge, take_back
from bot.services.mark_restricted import mark_restricted
from bot.services.read_queue import read_queue
from bot.services.read_thread import read_thread
from tests.support.world import PlainWords, World

NOT = Judgement.NOT_CRISIS


async def judged(world: World, who: Staff, conversation_id: UUID, words: str, what: Judgement = NOT) -> UUID:
    message_id = await message_of(world, conversation_id, words)
    async with world.begin() as tx:
        await judge(tx, who, conversation_id, message_id, what, now=world.now)
    return message_id


async def message_of(world: World, conversation_id: UUID, words: str) -> UUID:
    return next(m.id for m in await world.messages(conversation_id) if m.text == words)


async def state_of(world: World, conversation_id: UUID) -> Conversation:
    async with world.begin() as tx:
        return await tx.conversations.get(conversation_id)


async def examples(world: World) -> list[CrisisExample]:
    async with world.begin() as tx:
        return await tx.crisis_examples.listed()


async def test_not_a_crisis_lowers_it_and_is_kept(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    await judged(world, samira, conversation_id, "DANGER")
    conversation = await state_of(world, conversation_id)
    assert (conversation.state, conversation.priority) == (State.QUEUED, Priority.NORMAL)
    assert (conversation.crisis_at, conversation.queue_reason) == (None, "not_crisis")
    [kept] = await examples(world)
    assert (kept.text, kept.label, kept.rule, kept.staff_id) == ("DANGER", NOT, "test", samira.id)


async def test_it_ends_the_alerts_and_the_assistant_answers_again(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    await judged(world, samira, conversation_id, "DANGER")
    async with world.begin() as tx:
        assert await tx.alerts.open_of(conversation_id) is None
        assert [item.why for item in await read_queue(tx, samira)] == [""]
    await world.say("visits?")
    assert world.dialogue.turns[-1].text == "visits?"


async def test_it_can_be_taken_back(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    message_id = await judged(world, samira, conversation_id, "DANGER")
    async with world.begin() as tx:
        await take_back(tx, samira, conversation_id, message_id, world.now)
    conversation = await state_of(world, conversation_id)
    assert (conversation.priority, conversation.queue_reason) == (Priority.CRISIS, "crisis")
    assert (await examples(world), len(world.sent())) == ([], 1)
    await world.work()
    assert len(world.watched) == 2


async def test_a_worry_that_was_none_leaves_the_list(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("GREY")).conversation_id
    await judged(world, samira, conversation_id, "GREY")
    assert (await state_of(world, conversation_id)).worried_at is None


async def test_a_missed_one_is_added_and_taken_back(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("I am so tired of it all")).conversation_id
    message_id = await judged(world, samira, conversation_id, "I am so tired of it all", Judgement.SELF_HARM)
    assert [(e.text, e.label) for e in await examples(world)] == [
        ("I am so tired of it all", Judgement.SELF_HARM)
    ]
    assert (await state_of(world, conversation_id)).crisis_at is None
    async with world.begin() as tx:
        await take_back(tx, samira, conversation_id, message_id, world.now)
    assert await examples(world) == []


async def test_names_and_numbers_are_not_kept(world: World, samira: Staff) -> None:
    words = "DANGER انا اسمي سميرة ورقمي 0791234567"
    conversation_id = (await world.say(words)).conversation_id
    await judged(world, samira, conversation_id, words)
    [kept] = await examples(world)
    assert "سميرة" not in kept.text
    assert "079" not in kept.text


async def test_nothing_of_a_restricted_matter_is_kept(world: World, protector: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    async with world.begin() as tx:
        await mark_restricted(
            tx, protector, conversation_id, await message_of(world, conversation_id, "DANGER")
        )
    await judged(world, protector, conversation_id, "DANGER")
    assert await examples(world) == []
    assert (await state_of(world, conversation_id)).crisis_at is None


@pytest.mark.parametrize(("words", "what"), [("DANGER", Judgement.MEDICAL), ("hello", NOT)])
async def test_only_an_alarm_is_unfounded_and_only_silence_missed(
    world: World, samira: Staff, words: str, what: Judgement
) -> None:
    conversation_id = (await world.say(words)).conversation_id
    with pytest.raises(WrongStateError):
        await judged(world, samira, conversation_id, words, what)


async def test_nobody_judges_twice(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    await judged(world, samira, conversation_id, "DANGER")
    with pytest.raises(WrongStateError):
        await judged(world, samira, conversation_id, "DANGER")


async def test_who_may_not(world: World, samira: Staff, omar: Staff, administrator: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
    with pytest.raises(AlreadyHeldError):
        await judged(world, omar, conversation_id, "DANGER")
    with pytest.raises(NotAllowedError):
        await judged(world, administrator, conversation_id, "DANGER")
    other = (await world.say("DANGER", who="else")).conversation_id
    message_id = await message_of(world, other, "DANGER")
    with pytest.raises(NotFoundError):
        async with world.begin() as tx:
            await judge(tx, samira, conversation_id, message_id, NOT, now=world.now)


async def test_the_thread_says_which_message_alarmed(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    async with world.begin() as tx:
        thread = await read_thread(tx, samira, conversation_id, PlainWords(), world.now)
    assert thread.alarmed_by == await message_of(world, conversation_id, "DANGER")
