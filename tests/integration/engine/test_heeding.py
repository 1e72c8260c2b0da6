"""What the learned screen sees, and what comes of it."""

from datetime import timedelta
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, Priority, State
from bot.domain.message import Handling
from bot.services.dialogue import Answer, Reply, Turn, Understood
from tests.support.world import World, failing


async def conversation_of(world: World, conversation_id: UUID) -> Conversation:
    async with world.begin() as tx:
        return await tx.conversations.get(conversation_id)


def affirming(turn: Turn) -> Answer:
    """Takes `yes` for an affirmation and echoes the rest."""
    understood = Understood("affirm" if turn.text == "yes" else "inform", 0.9)
    return Answer([Reply("echo")], [], {}, understood)


async def test_danger_raises_the_crisis_without_asking_the_engine(world: World) -> None:
    receipt = await world.say("DARK")
    conversation = await conversation_of(world, receipt.conversation_id)
    assert (conversation.state, conversation.priority) == (State.QUEUED, Priority.CRISIS)
    assert world.dialogue.turns == []
    assert world.sent() == ["crisis.now"]
    assert (await world.messages(receipt.conversation_id))[0].crisis == "danger:learned.test"


async def test_danger_is_seen_while_no_engine_answers(world: World) -> None:
    world.dialogue.script = failing
    await world.say("DARK")
    assert world.sent() == ["crisis.now"]


async def test_danger_said_to_a_caseworker_alarms_without_talking_over(world: World, staff_id: UUID) -> None:
    receipt = await world.say("hello")
    async with world.begin() as tx:
        assert await tx.conversations.claim(receipt.conversation_id, staff_id, world.now)
    await world.say("DARK")
    last = (await world.messages(receipt.conversation_id))[-1]
    assert (last.handling, last.crisis) == (Handling.HELD, "danger:learned.test")
    assert (await conversation_of(world, receipt.conversation_id)).priority is Priority.CRISIS
    assert "crisis.now" not in world.sent()


async def test_a_worry_gets_the_caring_line_after_the_answer(world: World) -> None:
    world.dialogue.script = affirming
    receipt = await world.say("GREY")
    assert world.sent()[1:] == ["echo", "crisis.check"]
    labels = [choice.label for choice in world.senders[Channel.TELEGRAM].sent[-1].choices]
    assert labels == ["button.crisis_yes", "button.crisis_no"]
    assert (await conversation_of(world, receipt.conversation_id)).crisis_at is None


async def test_the_lists_worry_gets_it_too(world: World) -> None:
    world.dialogue.script = affirming
    await world.say("WORRY")
    assert world.sent()[1:] == ["echo", "crisis.check"]


async def test_a_worry_gets_it_though_no_engine_answers(world: World) -> None:
    world.dialogue.script = failing
    await world.say("GREY")
    assert world.sent() == ["failure.human_will_answer", "crisis.check"]


async def test_the_caring_line_is_not_said_twice_in_one_turn(world: World) -> None:
    world.dialogue.script = lambda _: Answer([Reply("crisis.check")], [], {})
    await world.say("GREY")
    assert world.sent().count("crisis.check") == 1


async def test_a_second_worry_within_the_hour_is_a_crisis(world: World) -> None:
    receipt = await world.say("GREY")
    await world.pass_time(timedelta(minutes=50))
    await world.say("GREY again")
    assert (await conversation_of(world, receipt.conversation_id)).priority is Priority.CRISIS
    assert world.sent()[-1] == "crisis.now"


async def test_a_worry_the_next_day_gets_the_line_again(world: World) -> None:
    world.dialogue.script = affirming
    receipt = await world.say("GREY")
    await world.pass_time(timedelta(days=1))
    await world.say("GREY")
    assert (await conversation_of(world, receipt.conversation_id)).crisis_at is None
    assert world.sent()[1:] == ["echo", "crisis.check"] * 2


async def test_the_yes_button_needs_no_engine(world: World) -> None:
    receipt = await world.say("GREY")
    world.dialogue.script = failing
    asked = len(world.dialogue.turns)
    await world.press(world.senders[Channel.TELEGRAM].sent[-1].choices[0].id)
    assert len(world.dialogue.turns) == asked
    assert (await conversation_of(world, receipt.conversation_id)).priority is Priority.CRISIS


async def test_a_typed_yes_to_the_line_is_a_yes(world: World) -> None:
    world.dialogue.script = affirming
    receipt = await world.say("GREY")
    await world.say("yes")
    assert (await conversation_of(world, receipt.conversation_id)).priority is Priority.CRISIS
    assert world.sent()[-1] == "crisis.now"


async def test_a_yes_to_anything_else_is_none(world: World) -> None:
    world.dialogue.script = affirming
    receipt = await world.say("GREY")
    await world.say("the rent")
    await world.say("yes")
    assert (await conversation_of(world, receipt.conversation_id)).crisis_at is None


async def test_the_no_button_goes_to_the_engine(world: World) -> None:
    receipt = await world.say("GREY")
    await world.press(world.senders[Channel.TELEGRAM].sent[-1].choices[1].id)
    payload = world.dialogue.turns[-1].payload
    assert payload is not None
    assert (payload.intent, payload.entities) == ("deny", {"act": "crisis_no"})
    assert (await conversation_of(world, receipt.conversation_id)).crisis_at is None


async def test_pressed_labels_are_not_screened(world: World) -> None:
    await world.say("GREY")
    seen: list[str] = []
    world.learned = lambda words, _vector: seen.append(words)
    await world.press(world.senders[Channel.TELEGRAM].sent[-1].choices[1].id)
    assert seen == []
