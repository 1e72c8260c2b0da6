"""A restricted matter is redacted wherever it could show, for everyone without the permission."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain.conversation import Release
from bot.domain.errors import NotAllowedError
from bot.domain.message import Delivery
from bot.domain.request import Draft, Request, RequestStatus
from bot.domain.staff import Role, Staff
from bot.services import hand_over
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.let_go import let_go
from bot.services.mark_restricted import mark_restricted
from bot.services.read_queue import read_queue
from bot.services.read_requests import read_request, read_requests
from bot.services.read_thread import Thread, read_thread
from bot.services.undelivered import read_undelivered
from tests.support.programs import programs
from tests.support.staff import employed, member
from tests.support.world import PlainWords, World

SECRET = "the guard beats him"


async def reported(world: World) -> UUID:
    """An ordinary message, then a report of mistreatment."""
    await world.say("good morning")
    receipt = await world.say(SECRET)
    assert receipt.message_id is not None
    async with world.begin() as tx:
        message = await tx.messages.lock(receipt.message_id)
        message.restricted = True
        await tx.messages.save(message)
        conversation = await tx.conversations.lock(receipt.conversation_id)
        await hand_over.queue(tx, conversation, "mistreatment", world.now)
        fields = {"need": SECRET}
        await tx.drafts.save(
            Draft(uuid4(), conversation.id, "financial_support", fields, "need", world.now, world.now)
        )
    return receipt.conversation_id


async def thread(world: World, reader: Staff, conversation_id: UUID) -> Thread:
    async with world.begin() as tx:
        return await read_thread(tx, reader, conversation_id, PlainWords(), world.now)


async def ended(world: World, by: Staff, conversation_id: UUID) -> None:
    async with world.begin() as tx:
        await claim(tx, by, conversation_id, world.now)
        await let_go(tx, by, conversation_id, Release.RESOLVE, world.now)
    await world.pass_time(timedelta(seconds=11))
    await world.work()


async def test_the_thread_hides_from_the_report_on(world: World, samira: Staff) -> None:
    conversation_id = await reported(world)
    read = await thread(world, samira, conversation_id)
    assert next(line.text for line in read.lines if not line.hidden) == "good morning"
    assert [line.hidden for line in read.lines] == [False, False, False, True, True]
    assert SECRET not in repr(read)
    assert read.hidden


async def test_who_protects_sees_it_and_that_it_is_restricted(world: World, protector: Staff) -> None:
    read = await thread(world, protector, await reported(world))
    assert SECRET in repr(read)
    assert [line.restricted for line in read.lines][-2:] == [True, True]
    assert (read.restricted, read.hidden) == (True, False)


async def test_the_queue_line_hides_it(world: World, samira: Staff, protector: Staff) -> None:
    await reported(world)
    async with world.begin() as tx:
        (mine,) = await read_queue(tx, samira)
        (theirs,) = await read_queue(tx, protector)
    assert (mine.hidden, mine.preview) == (True, "")
    assert (theirs.hidden, theirs.preview) == (False, SECRET)


async def test_nobody_claims_what_they_may_not_read(
    world: World, samira: Staff, coordinator: Staff, protector: Staff
) -> None:
    conversation_id = await reported(world)
    for other in (samira, coordinator):
        async with world.begin() as tx:
            with pytest.raises(NotAllowedError):
                await claim(tx, other, conversation_id, world.now)
    async with world.begin() as tx:
        assert (await claim(tx, protector, conversation_id, world.now)).holder_id == protector.id


async def test_when_life_is_at_stake_any_hand_counts(world: World, samira: Staff) -> None:
    conversation_id = await reported(world)
    await world.say("DANGER")
    async with world.begin() as tx:
        assert (await claim(tx, samira, conversation_id, world.now)).holder_id == samira.id
    assert SECRET not in repr(await thread(world, samira, conversation_id))


async def test_notes_on_it_are_hidden_too(world: World, samira: Staff, protector: Staff) -> None:
    conversation_id = await reported(world)
    async with world.begin() as tx:
        await add_note(tx, protector, conversation_id, "photos exist", world.now, client_id="1")
    assert "photos exist" not in repr(await thread(world, samira, conversation_id))
    assert "photos exist" in repr(await thread(world, protector, conversation_id))


async def test_after_the_exchange_all_is_ordinary_again(
    world: World, samira: Staff, protector: Staff
) -> None:
    conversation_id = await reported(world)
    await ended(world, protector, conversation_id)
    await world.say("and the visit?")
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
    read = await thread(world, samira, conversation_id)
    assert "and the visit?" in [line.text for line in read.lines]
    assert SECRET not in repr(read)
    assert not read.hidden


async def test_restricted_requests_are_not_listed_nor_opened(
    world: World, samira: Staff, protector: Staff
) -> None:
    conversation_id = (await world.say("one")).conversation_id
    fields = {"need": SECRET}
    request = Request(
        uuid4(), "123456", conversation_id, "x", RequestStatus.NEW, fields, world.now, restricted=True
    )
    async with world.begin() as tx:
        await tx.requests.add(request, "1234", None)
        assert (await read_requests(tx, samira)).lines == []
        with pytest.raises(NotAllowedError):
            await read_request(tx, samira, "123456", world.now)
        assert (await read_request(tx, protector, "123456", world.now)).line.request.fields == fields
    assert (await thread(world, samira, conversation_id)).requests == []


async def test_undelivered_ones_are_hidden_in_their_list(
    world: World, samira: Staff, protector: Staff
) -> None:
    conversation_id = await reported(world)
    async with world.begin() as tx:
        message = (await tx.messages.thread(conversation_id))[-1]
        message.delivery = Delivery.FAILED
        await tx.messages.save(message)
        (hidden,) = (await read_undelivered(tx, samira, PlainWords())).lines
        (shown,) = (await read_undelivered(tx, protector, PlainWords())).lines
    assert (hidden.line.hidden, hidden.line.text) == (True, "")
    assert SECRET in shown.line.text


async def test_the_desk_for_programs_hides_it(world: World, samira: Staff, protector: Staff) -> None:
    conversation_id = await reported(world)
    async with programs(world) as desk:
        program = await desk.of(samira)
        answers = [
            (await program.get(path)).text
            for path in ("/queue", f"/conversations/{conversation_id}", "/conversations", "/requests")
        ]
        seen = (await (await desk.of(protector)).get(f"/conversations/{conversation_id}")).text
    assert not any(SECRET in answer for answer in answers)
    assert SECRET in seen


async def test_protection_without_work_with_people_opens_nothing(world: World) -> None:
    outsider = member("Z", Role.ADMINISTRATOR, protection=True)
    await employed(world.begin, outsider)
    conversation_id = await reported(world)
    with pytest.raises(NotAllowedError):
        await thread(world, outsider, conversation_id)


async def test_staff_put_a_matter_under_restriction(world: World, samira: Staff, protector: Staff) -> None:
    receipt = await world.say(SECRET)
    assert receipt.message_id is not None
    async with world.begin() as tx:
        await mark_restricted(tx, samira, receipt.conversation_id, receipt.message_id)
    assert SECRET not in repr(await thread(world, samira, receipt.conversation_id))
    async with world.begin() as tx:
        with pytest.raises(NotAllowedError):
            await mark_restricted(tx, samira, receipt.conversation_id, receipt.message_id, on=False)
        await mark_restricted(tx, protector, receipt.conversation_id, receipt.message_id, on=False)
        verbs = [e.verb for e in await tx.audit.of("conversation", receipt.conversation_id)]
    assert verbs == ["unrestricted", "opened", "restricted"]
    assert SECRET in repr(await thread(world, samira, receipt.conversation_id))
