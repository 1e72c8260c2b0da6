"""A worrying sign: what settles it, what a second one does, and what silence means."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.commands import CommandName
from bot.domain.conversation import Conversation, Priority, State
from bot.domain.crisis import Grade, Sign
from bot.jobs.tasks import upkeep
from bot.services import hand_over
from bot.services.dialogue import Answer, Command, Reply, Turn, Understood
from tests.support.world import World, failing

SIGN = Sign(Grade.DANGER, "learned.test")
TEN = timedelta(minutes=10, seconds=5)


async def conversation_of(world: World, conversation_id: UUID) -> Conversation:
    async with world.begin() as tx:
        return await tx.conversations.get(conversation_id)


async def later(world: World, span: timedelta = TEN) -> None:
    await world.pass_time(span)
    await world.work()


def understanding(intent: str, *commands: Command) -> Answer:
    return Answer([Reply("echo")], commands, {}, Understood(intent, 0.9))


def by_words(turn: Turn) -> Answer:
    """`visit` is business, all else small talk."""
    return understanding("ask_visit_times" if turn.text == "visit" else "thank")


async def worried(world: World) -> UUID:
    world.dialogue.script = by_words
    return (await world.say("GREY")).conversation_id


async def test_ten_minutes_of_silence_ask_somebody_to_look(world: World) -> None:
    conversation_id = await worried(world)
    said = world.sent()
    await later(world)
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.state, conversation.priority) == (State.QUEUED, Priority.LOOK)
    assert conversation.queue_reason == "worrying"
    assert world.sent() == said


async def test_a_word_in_between_puts_the_look_off(world: World) -> None:
    conversation_id = await worried(world)
    await world.pass_time(timedelta(minutes=6))
    await world.say("hm")
    await later(world, timedelta(minutes=5))
    assert (await conversation_of(world, conversation_id)).priority is Priority.NORMAL
    await later(world, timedelta(minutes=6))
    assert (await conversation_of(world, conversation_id)).priority is Priority.LOOK


async def test_ordinary_business_settles_it(world: World) -> None:
    conversation_id = await worried(world)
    await world.say("visit")
    await later(world)
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.state, conversation.priority) == (State.ASSISTANT, Priority.NORMAL)
    assert conversation.worried_at is None


async def test_ordinary_business_takes_it_off_the_list_again(world: World) -> None:
    conversation_id = await worried(world)
    await later(world)
    await world.say("visit")
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.state, conversation.queued_at) == (State.ASSISTANT, None)


async def test_while_only_looked_for_the_assistant_goes_on_as_ever(world: World) -> None:
    await worried(world)
    await later(world)
    await world.say("hm")
    assert not world.dialogue.turns[-1].facts.queued


async def test_small_talk_settles_nothing_and_the_second_sign_is_a_crisis(world: World) -> None:
    conversation_id = await worried(world)
    await world.say("thanks")
    await world.say("GREY")
    assert (await conversation_of(world, conversation_id)).priority is Priority.CRISIS
    seen = [m.crisis for m in await world.messages(conversation_id) if m.text == "GREY"]
    assert seen == ["worrying:learned.test", "danger:second.learned.test"]


async def test_a_sign_after_business_begins_anew(world: World) -> None:
    conversation_id = await worried(world)
    await world.say("visit")
    await world.pass_time(timedelta(minutes=11))
    await world.say("GREY")
    assert (await conversation_of(world, conversation_id)).crisis_at is None
    assert world.sent().count("crisis.check") == 2


async def test_a_sign_from_somebody_looked_for_is_a_crisis_however_late(world: World) -> None:
    conversation_id = await worried(world)
    await later(world)
    await world.pass_time(timedelta(hours=5))
    await world.say("GREY")
    assert (await conversation_of(world, conversation_id)).priority is Priority.CRISIS


@pytest.mark.parametrize("words", ["no", "لا شكرا", "مش هلأ", "la2 shokran"])
async def test_a_typed_no_is_the_apps_and_settles_it(world: World, words: str) -> None:
    conversation_id = await worried(world)
    await world.say(words)
    turn = world.dialogue.turns[-1]
    assert turn.payload is not None
    assert (turn.text, turn.payload.entities) == (None, {"act": "crisis_no"})
    assert (await conversation_of(world, conversation_id)).worried_at is None


async def test_a_no_needs_no_engine(world: World) -> None:
    conversation_id = await worried(world)
    world.dialogue.script = failing
    await world.say("no")
    assert world.sent()[-1] == "crisis.not_now"
    assert (await conversation_of(world, conversation_id)).state is State.ASSISTANT


async def test_a_typed_yes_needs_no_engine(world: World) -> None:
    conversation_id = await worried(world)
    world.dialogue.script = failing
    await world.say("ايوا")
    assert (await conversation_of(world, conversation_id)).priority is Priority.CRISIS
    assert [m.crisis for m in await world.messages(conversation_id) if m.text == "ايوا"] == [
        "danger:said_yes"
    ]


async def test_no_to_something_else_is_the_engines(world: World) -> None:
    await worried(world)
    await world.say("hm")
    await world.say("no")
    assert world.dialogue.turns[-1].text == "no"


async def test_an_answer_of_a_form_settles_it_but_one_more_piece_of_a_story_does_not(world: World) -> None:
    conversation_id = await worried(world)
    for step, open_still in (("need", True), ("phone", False)):
        saved = Command(
            CommandName.SAVE_DRAFT, {"kind": "financial_support", "fields": {"x": 1}, "step": step}
        )
        world.dialogue.script = lambda _, saved=saved: understanding("inform", saved)  # type: ignore[misc]
        await world.say("something")
        assert ((await conversation_of(world, conversation_id)).worried_at is not None) is open_still


async def test_who_waits_already_is_looked_at_before_the_others_and_keeps_their_reason(world: World) -> None:
    conversation_id = await worried(world)
    async with world.begin() as tx:
        await hand_over.queue(tx, await tx.conversations.lock(conversation_id), "asked", world.now)
    await later(world)
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.priority, conversation.queue_reason) == (Priority.LOOK, "asked")
    await world.say("visit")
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.state, conversation.priority) == (State.QUEUED, Priority.NORMAL)


async def test_a_wish_for_a_person_takes_over_the_reason(world: World) -> None:
    conversation_id = await worried(world)
    await later(world)
    async with world.begin() as tx:
        assert await hand_over.queue(tx, await tx.conversations.lock(conversation_id), "asked", world.now)
    conversation = await conversation_of(world, conversation_id)
    assert (conversation.priority, conversation.queue_reason) == (Priority.LOOK, "asked")


async def test_a_look_that_was_lost_is_taken_by_the_upkeep(world: World) -> None:
    conversation_id = await worried(world)
    await upkeep(world.begin, world.now + timedelta(minutes=9))
    assert (await conversation_of(world, conversation_id)).priority is Priority.NORMAL
    await upkeep(world.begin, world.now + timedelta(minutes=11))
    assert (await conversation_of(world, conversation_id)).priority is Priority.LOOK


async def test_an_alarm_whose_next_look_was_lost_is_taken_up_by_the_upkeep(world: World) -> None:
    receipt = await world.say("DANGER")
    await upkeep(world.begin, world.now + timedelta(minutes=6))
    await world.work()
    assert "crisis.nobody_yet" in world.sent()
    async with world.begin() as tx:
        assert await tx.alerts.open_of(receipt.conversation_id) is not None


async def test_nobody_is_asked_to_look_at_what_a_caseworker_holds(world: World, staff_id: UUID) -> None:
    conversation_id = await worried(world)
    async with world.begin() as tx:
        await tx.conversations.claim(conversation_id, staff_id, world.now)
    await later(world)
    assert (await conversation_of(world, conversation_id)).priority is Priority.NORMAL


async def test_short_messages_are_read_together(world: World) -> None:
    world.dialogue.script = by_words
    world.learned = lambda words, _: SIGN if "I want to die" in words else None
    for words in ("I want", "to die"):
        receipt = await world.say(words)
    assert (await world.messages(receipt.conversation_id))[-3].crisis == "worrying:together.learned.test"
    assert world.sent()[-1] == "crisis.check"


async def test_what_only_worries_when_strung_together_is_none(world: World) -> None:
    world.dialogue.script = by_words
    world.learned = lambda words, _: replace(SIGN, grade=Grade.WORRYING) if " " in words else None
    for words in ("Ajloun", "Irbid"):
        await world.say(words)
    assert "crisis.check" not in world.sent()
