from datetime import timedelta

from bot.domain.channel import Channel
from bot.domain.conversation import State
from bot.domain.errors import FinalError, RejectedError, TryAgainError, UnreachableError
from bot.domain.message import Author, Delivery, Message, Status
from tests.support.world import World


async def out(world: World, receipt: object) -> list[Message]:
    messages = await world.messages(receipt.conversation_id)  # type: ignore[attr-defined]
    return [m for m in messages if m.author is not Author.PERSON]


async def test_passing_trouble_is_tried_again_in_order(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [TryAgainError("429")]
    await world.say("one")
    assert world.sent() == []
    await world.pass_time(timedelta(seconds=10))
    await world.work()
    assert world.sent() == ["notice.first", "echo {'text': 'one'}"]


async def test_a_call_that_broke_off_is_made_again_and_says_perhaps_twice(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [TryAgainError("timeout", uncertain=True)]
    receipt = await world.say("one")
    await world.pass_time(timedelta(seconds=10))
    await world.work()
    assert [m.perhaps_twice for m in await out(world, receipt)] == [True, False]


async def test_after_a_call_that_broke_off_whatsapp_gets_time_to_tell(world: World) -> None:
    world.senders[Channel.WHATSAPP].trouble = [TryAgainError("timeout", uncertain=True)]
    receipt = await world.say("one", channel=Channel.WHATSAPP)
    await world.pass_time(timedelta(seconds=10))
    await world.work()
    first = (await out(world, receipt))[0]
    assert (first.delivery, first.perhaps_twice) == (Delivery.SENDING, False)
    await world.receive_all([], [Status(Channel.WHATSAPP, "wamid.1", Delivery.SENT, str(first.id))])
    await world.pass_time(timedelta(seconds=40))
    await world.work()
    assert "notice.first" not in world.sent(Channel.WHATSAPP)


async def test_trouble_without_end_is_given_up_and_brought_before_staff(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [TryAgainError("503") for _ in range(40)]
    receipt = await world.say("one")
    for _ in range(12):
        await world.pass_time(timedelta(minutes=10))
        await world.work()
    first = (await out(world, receipt))[0]
    assert (first.delivery, first.error_code) == (Delivery.FAILED, "503")
    async with world.begin() as tx:
        conversation = await tx.conversations.get(receipt.conversation_id)
    assert (conversation.state, conversation.queue_reason) == (State.QUEUED, "undelivered")


async def test_a_refused_message_fails_and_the_next_one_passes(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [RejectedError("400")]
    receipt = await world.say("one")
    assert [m.delivery for m in await out(world, receipt)] == [Delivery.FAILED, Delivery.SENT]


async def test_nothing_more_is_sent_to_who_blocked_us_until_they_write(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [UnreachableError("403")]
    receipt = await world.say("one")
    assert [m.delivery for m in await out(world, receipt)] == [Delivery.FAILED, Delivery.FAILED]
    await world.say("two")
    assert world.sent() == ["echo {'text': 'two'}"]


async def test_a_message_found_sending_goes_again_and_says_perhaps_twice(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [FinalError("x")]
    receipt = await world.say("one")
    first = (await out(world, receipt))[0]
    async with world.begin() as tx:
        first.delivery, first.sending_at = Delivery.SENDING, world.now
        await tx.messages.save(first)
        await tx.jobs.deliver(receipt.conversation_id, first.id)
    await world.work()
    again = (await out(world, receipt))[0]
    assert (again.delivery, again.perhaps_twice) == (Delivery.SENT, True)


async def test_on_whatsapp_an_uncertain_message_waits_for_its_status(world: World) -> None:
    where = {"channel": Channel.WHATSAPP}
    world.senders[Channel.WHATSAPP].trouble = [FinalError("x")]
    receipt = await world.say("one", **where)
    first = (await out(world, receipt))[0]
    async with world.begin() as tx:
        first.delivery, first.sending_at = Delivery.SENDING, world.now
        await tx.messages.save(first)
        await tx.jobs.deliver(receipt.conversation_id, first.id)
    await world.work()
    assert (await out(world, receipt))[0].delivery is Delivery.SENDING
    await world.receive_all([], [Status(Channel.WHATSAPP, "wamid.1", Delivery.DELIVERED, str(first.id))])
    await world.pass_time(timedelta(seconds=40))
    await world.work()
    settled = (await out(world, receipt))[0]
    assert (settled.delivery, settled.perhaps_twice) == (Delivery.DELIVERED, False)
    assert "notice.first" not in world.sent(Channel.WHATSAPP)


async def test_a_status_never_lowers_the_rank(world: World) -> None:
    receipt = await world.say("one", channel=Channel.WHATSAPP)
    known = (await out(world, receipt))[0]
    for delivery in (Delivery.READ, Delivery.DELIVERED, Delivery.SENT, Delivery.READ):
        await world.receive_all([], [Status(Channel.WHATSAPP, known.external_id, delivery)])
    assert (await out(world, receipt))[0].delivery is Delivery.READ


async def test_a_status_that_overtakes_the_answer_to_the_call_is_kept(world: World) -> None:
    await world.receive_all([], [Status(Channel.WHATSAPP, "out-1", Delivery.DELIVERED)])
    receipt = await world.say("one", channel=Channel.WHATSAPP)
    assert (await out(world, receipt))[0].delivery is Delivery.DELIVERED


async def test_outside_whatsapps_window_nothing_free_leaves(world: World) -> None:
    receipt = await world.receive("one", channel=Channel.WHATSAPP)
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        conversation.last_inbound_at = world.now - timedelta(hours=25)
        await tx.conversations.save(conversation)
    await world.work()
    assert {m.error_code for m in await out(world, receipt)} == {"window_closed"}
