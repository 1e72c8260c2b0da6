"""What somebody in danger gets for what they go on to write."""

from datetime import timedelta
from uuid import UUID

from bot.domain.message import Content, Kind, MediaKind, MediaRef
from tests.support.world import World

MINUTE = timedelta(minutes=1, seconds=1)


async def later(world: World, span: timedelta = MINUTE) -> None:
    await world.pass_time(span)
    await world.work()


async def test_the_alarming_message_itself_gets_the_number_and_nothing_more(world: World) -> None:
    await world.say("DANGER")
    assert world.sent() == ["crisis.now"]


async def test_the_first_thing_written_after_it_is_answered_at_once(world: World) -> None:
    await world.say("DANGER")
    await world.say("hello?")
    assert world.sent() == ["crisis.now", "crisis.holding.first"]


async def test_later_words_are_answered_within_a_minute_and_not_before(world: World) -> None:
    await world.say("DANGER")
    await world.say("hello?")
    await world.say("anybody?")
    assert len(world.sent()) == 2
    await later(world)
    assert world.sent()[2:] == ["crisis.holding.where"]


async def test_a_burst_gets_one_line(world: World) -> None:
    await world.say("DANGER")
    await world.say("hello?")
    for words in ("I", "am", "alone", "here"):
        await world.say(words)
    for _ in range(3):
        await later(world)
    assert world.sent() == ["crisis.now", "crisis.holding.first", "crisis.holding.where"]


async def test_after_some_lines_they_come_less_often(world: World) -> None:
    await world.say("DANGER")
    for _ in range(4):
        await world.say("hello?")
        await later(world)
    assert world.sent()[3:] == ["crisis.holding"]


async def test_a_line_put_off_is_not_said_once_somebody_has_come(world: World, staff_id: UUID) -> None:
    receipt = await world.say("DANGER")
    await world.say("hello?")
    await world.say("anybody?")
    async with world.begin() as tx:
        await tx.conversations.claim(receipt.conversation_id, staff_id, world.now)
    await later(world)
    assert world.sent() == ["crisis.now", "crisis.holding.first"]


async def test_danger_said_again_is_answered_too(world: World) -> None:
    await world.say("DANGER")
    await world.say("DANGER, please")
    assert world.sent() == ["crisis.now", "crisis.holding.first"]


async def test_a_voice_note_in_danger_is_answered(world: World) -> None:
    await world.say("DANGER")
    await world.say(content=Content(Kind.MEDIA, media=MediaRef(MediaKind.VOICE, "F1")))
    assert world.sent() == ["crisis.now", "crisis.holding.first"]


async def test_a_new_crisis_begins_with_the_first_line_again(world: World, staff_id: UUID) -> None:
    receipt = await world.say("DANGER")
    await world.say("hello?")
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        conversation.crisis_at = None
        await tx.conversations.save(conversation)
    await world.say("DARK")
    await world.say("hello?")
    assert world.sent() == ["crisis.now", "crisis.holding.first"] * 2
