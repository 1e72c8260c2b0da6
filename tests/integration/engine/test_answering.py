import asyncio

from bot.domain.channel import Channel
from bot.domain.conversation import State
from bot.domain.message import Author, Content, Delivery, Handling, Kind, MediaKind, MediaRef, ReplyKind
from bot.services.dialogue import (
    Answer,
    Choice,
    ChoiceScope,
    Command,
    DialogueNotReady,
    Payload,
    Reply,
    Turn,
    Understood,
)
from bot.services.handle_message import handle_message
from tests.support.world import World, failing


def asks(*labels: str, scope: ChoiceScope = ChoiceScope.STRETCH) -> Answer:
    choices = [Choice(label, Payload("inform", {"value": label}), scope) for label in labels]
    return Answer([Reply("ask", ReplyKind.QUESTION, {}, choices)], [], {"n": 2})


async def test_the_state_given_back_goes_into_the_next_call(world: World) -> None:
    await world.say("one")
    await world.say("two")
    assert [turn.state for turn in world.dialogue.turns] == [None, {"n": 1}]


async def test_a_message_handled_twice_has_the_effect_of_once(world: World) -> None:
    receipt = await world.say("one")
    assert receipt.message_id is not None
    await handle_message(world.engine, receipt.conversation_id, receipt.message_id)
    await world.work()
    assert len(world.sent()) == 2


async def test_side_by_side_runs_of_one_message_settle_once(world: World) -> None:
    receipt = await world.receive("one")
    assert receipt.message_id is not None
    runs = [handle_message(world.engine, receipt.conversation_id, receipt.message_id) for _ in range(4)]
    await asyncio.gather(*runs)
    messages = await world.messages(receipt.conversation_id)
    assert [m.author for m in messages].count(Author.ASSISTANT) == 1


async def test_two_failures_bring_a_person_in(world: World) -> None:
    world.dialogue.script = failing
    receipt = await world.say("one")
    assert len(world.dialogue.turns) == 2
    assert world.sent() == ["failure.human_will_answer"]
    async with world.begin() as tx:
        conversation = await tx.conversations.get(receipt.conversation_id)
    assert (conversation.state, conversation.queue_reason) == (State.QUEUED, "failure")


async def test_waiting_for_an_engine_counts_as_no_attempt(world: World) -> None:
    not_yet = [True] * 20

    def slow_start(turn: Turn) -> Answer:
        if not_yet:
            not_yet.pop()
            raise DialogueNotReady
        return Answer([Reply("here")], [], {})

    world.dialogue.script = slow_start
    await world.say("one")
    assert world.sent() == ["notice.first", "here"]


async def test_a_message_that_kept_killing_the_worker_goes_to_people(world: World) -> None:
    receipt = await world.receive("one")
    async with world.begin() as tx:
        message = await tx.messages.get(receipt.message_id)  # type: ignore[arg-type]
        message.attempts = 3
        await tx.messages.save(message)
    await world.work()
    assert world.dialogue.turns == []
    assert world.sent() == ["failure.human_will_answer"]


async def test_a_claim_during_the_answer_silences_the_assistant(world: World, staff_id: object) -> None:
    async def claim(conversation: object) -> None:
        async with world.begin() as tx:
            assert await tx.conversations.claim(conversation, staff_id, world.now)  # type: ignore[arg-type]

    class Slow:
        async def answer(self, turn: Turn) -> Answer:
            await claim(turn.conversation)
            return Answer([Reply("late")], [Command("hand_over", {"reason": "asked"})], {})

    object.__setattr__(world.engine, "dialogue", Slow())
    receipt = await world.say("one")
    assert world.sent() == []
    message = (await world.messages(receipt.conversation_id))[0]
    assert message.handling is Handling.HELD


async def test_a_reply_already_in_the_outbox_is_dropped_when_a_person_takes_over(
    world: World, staff_id: object
) -> None:
    receipt = await world.receive("one")
    await handle_message(world.engine, receipt.conversation_id, receipt.message_id)  # type: ignore[arg-type]
    async with world.begin() as tx:
        await tx.conversations.claim(receipt.conversation_id, staff_id, world.now)  # type: ignore[arg-type]
    await world.work()
    assert world.sent() == []
    deliveries = [m.delivery for m in await world.messages(receipt.conversation_id) if m.delivery]
    assert deliveries == [Delivery.DROPPED, Delivery.DROPPED]


async def test_the_second_not_understood_in_a_row_hands_over(world: World) -> None:
    world.dialogue.script = lambda _: Answer([Reply("what", ReplyKind.NOT_UNDERSTOOD)], [], {})
    receipt = await world.say("grmpf")
    await world.say("grmpf grmpf")
    assert world.sent() == ["notice.first", "what", "handover.queued"]
    async with world.begin() as tx:
        assert (await tx.conversations.get(receipt.conversation_id)).queue_reason == "not_understood"


async def test_no_not_understood_while_a_newer_message_waits(world: World) -> None:
    world.dialogue.script = lambda t: Answer(
        [Reply("what", ReplyKind.NOT_UNDERSTOOD)] if t.text == "frag" else [Reply("ok")], [], {}
    )
    await world.receive("frag")
    await world.receive("ment")
    await world.work()
    assert world.sent() == ["notice.first", "ok"]
    assert [t.facts.newer_waiting for t in world.dialogue.turns] == [True, False]


async def test_a_pressed_button_becomes_its_payload(world: World) -> None:
    world.dialogue.script = lambda _: asks("red", "blue")
    await world.say("start")
    offered = world.senders[Channel.TELEGRAM].sent[-1].choices
    await world.press(offered[1].id)
    assert world.dialogue.turns[-1].payload == Payload("inform", {"value": "blue"})
    assert world.dialogue.turns[-1].text is None


async def test_a_number_or_label_typed_is_the_button(world: World) -> None:
    world.dialogue.script = lambda _: asks("red", "blue")
    await world.say("start")
    await world.say("٢")
    await world.say("Red")
    assert [t.payload for t in world.dialogue.turns[1:]] == [
        Payload("inform", {"value": "blue"}),
        Payload("inform", {"value": "red"}),
    ]


async def test_a_strangers_button_is_stale_and_harmless(world: World) -> None:
    world.dialogue.script = lambda _: asks("red", scope=ChoiceScope.ALWAYS)
    await world.say("start")
    theirs = world.senders[Channel.TELEGRAM].sent[-1].choices[0].id
    await world.press(theirs, who="stranger")
    assert world.dialogue.turns[-1].payload is None
    assert world.dialogue.turns[-1].facts.stale_choice


async def test_a_button_of_an_earlier_stretch_is_stale(world: World) -> None:
    world.dialogue.script = lambda _: asks("red")
    receipt = await world.say("start")
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        conversation.stretch += 1
        await tx.conversations.save(conversation)
    await world.press(world.senders[Channel.TELEGRAM].sent[-1].choices[0].id)
    assert world.dialogue.turns[-1].facts.stale_choice


async def test_three_english_words_change_the_language(world: World) -> None:
    await world.say("I need help with the rent please")
    assert world.dialogue.turns[-1].facts.language == "en"
    await world.say("شكرا كثير الكم يا جماعة")
    assert world.dialogue.turns[-1].facts.language == "ar"


async def test_the_classifier_alone_brings_the_caring_line_and_no_alarm(world: World) -> None:
    seen = Understood("crisis_self_harm", 0.9)
    world.dialogue.script = lambda _: Answer([Reply("crisis.check")], [], {}, seen)
    receipt = await world.say("...")
    assert world.sent().count("crisis.check") == 1
    assert "crisis.now" not in world.sent()
    async with world.begin() as tx:
        assert (await tx.conversations.get(receipt.conversation_id)).crisis_at is None


async def test_the_classifier_and_then_a_second_sign_raise_the_alarm(world: World) -> None:
    seen = Understood("crisis_self_harm", 0.9)
    world.dialogue.script = lambda _: Answer([Reply("crisis.check")], [], {}, seen)
    await world.say("...")
    await world.say("... ...")
    assert "crisis.now" in world.sent()


async def test_a_crisis_that_is_guessed_is_marked_and_loses_no_answer(world: World) -> None:
    seen = Understood("crisis_violence", 0.35)
    keep = Command(
        "save_draft", {"kind": "financial_support", "fields": {"for_whom": "self"}, "step": "phone"}
    )
    world.dialogue.script = lambda _: Answer([Reply("crisis.check")], [keep], {"step": 1}, seen)
    receipt = await world.say("for me")
    assert receipt.message_id is not None
    async with world.begin() as tx:
        draft = await tx.drafts.of_conversation(receipt.conversation_id)
        assert draft is not None
        assert draft.fields == {"for_whom": "self"}
        assert (await tx.messages.get(receipt.message_id)).crisis == "worrying:crisis_violence"
    assert "crisis.check" in world.sent()


async def test_pictures_sent_at_once_are_acknowledged_once(world: World) -> None:
    for number in range(3):
        picture = MediaRef(MediaKind.IMAGE, f"F{number}")
        await world.receive(content=Content(Kind.MEDIA, media=picture, data={"album": "A1"}))
    await world.work()
    assert world.sent().count("attachment.received") == 1
