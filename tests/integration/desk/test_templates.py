from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.channel import Channel
from bot.domain.errors import AlreadyHeldError, InvalidInputError, NotFoundError
from bot.domain.message import Kind, Message
from bot.domain.staff import Staff
from bot.domain.template import APPROVED, Template, TemplateStatus
from bot.services.claim_conversation import claim
from bot.services.reply_as_staff import reply_with_template
from tests.support.world import World

CALL = Template("call_planned", "ar", "we call you {{1}}", "UTILITY")


async def closed(world: World, *, approved: bool = True) -> UUID:
    """Somebody on WhatsApp who wrote more than a day ago."""
    conversation_id = (await world.say("one", channel=Channel.WHATSAPP)).conversation_id
    await world.pass_time(timedelta(hours=25))
    if approved:
        async with world.begin() as tx:
            await tx.templates.keep([TemplateStatus(CALL.name, "ar", APPROVED, "UTILITY")])
    return conversation_id


async def sent(world: World, staff: Staff, conversation_id: UUID, *values: str) -> Message:
    async with world.begin() as tx:
        return await reply_with_template(
            tx, staff, conversation_id, CALL, world.now, values=values, client_id="1"
        )


async def test_a_template_leaves_after_the_window_and_claims(world: World, samira: Staff) -> None:
    conversation_id = await closed(world)
    twice = [await sent(world, samira, conversation_id, "on Sunday") for _ in range(2)]
    await world.work()
    templates = [o for o in world.senders[Channel.WHATSAPP].sent if o.template]
    assert [(o.template, o.template_values) for o in templates] == [("call_planned", ("on Sunday",))]
    assert twice[0].id == twice[1].id
    async with world.begin() as tx:
        assert await tx.messages.undelivered() == []
    assert (twice[0].kind, twice[0].text) == (Kind.TEMPLATE, "we call you on Sunday")
    async with world.begin() as tx:
        assert (await tx.conversations.get(conversation_id)).holder_id == samira.id


async def test_one_that_is_not_approved_does_not(world: World, samira: Staff) -> None:
    conversation_id = await closed(world, approved=False)
    with pytest.raises(NotFoundError):
        await sent(world, samira, conversation_id, "on Sunday")


@pytest.mark.parametrize("values", [(), ("",), ("a", "b")])
async def test_every_blank_is_filled(world: World, samira: Staff, values: tuple[str, ...]) -> None:
    conversation_id = await closed(world)
    with pytest.raises(InvalidInputError):
        await sent(world, samira, conversation_id, *values)


async def test_a_colleagues_conversation_is_theirs(world: World, samira: Staff, omar: Staff) -> None:
    conversation_id = await closed(world)
    async with world.begin() as tx:
        await claim(tx, omar, conversation_id, world.now)
    with pytest.raises(AlreadyHeldError):
        await sent(world, samira, conversation_id, "on Sunday")
