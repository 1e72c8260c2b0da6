from uuid import UUID, uuid4

import pytest

from bot.domain.errors import NotAllowedError, NotFoundError, WrongStateError
from bot.domain.request import Draft
from bot.domain.staff import Staff
from bot.services.claim_conversation import claim
from bot.services.finish_draft import DraftProblemsError, finish_draft
from bot.services.mark_restricted import mark_restricted
from tests.support.world import World

BEGUN = {"for_whom": "self", "writer_name": None, "inmate_relation": "son", "attachments": ["x"]}
GIVEN = {
    "for_whom": "self",
    "inmate_relation": "son",
    "inmate_name": "  Ahmad   Ali ",
    "governorate": "zarqa",
    "phone": "٠٧٩ ١٢٣ ٤٥٦٧",
    "need": "the rent",
    "consent": "yes",
}


async def begun(world: World, by: Staff, kind: str = "financial_support") -> UUID:
    conversation_id = (await world.say("one")).conversation_id
    async with world.begin() as tx:
        await claim(tx, by, conversation_id, world.now)
        draft = Draft(uuid4(), conversation_id, kind, dict(BEGUN), "need", world.now, world.now)
        await tx.drafts.save(draft)
    return conversation_id


async def test_a_draft_is_finished_for_the_person(world: World, samira: Staff) -> None:
    conversation_id = await begun(world, samira)
    async with world.begin() as tx:
        number = (await finish_draft(tx, samira, conversation_id, GIVEN, world.now)).number
    await world.work()
    async with world.begin() as tx:
        request = await tx.requests.get(number)
        assert await tx.drafts.of_conversation(conversation_id) is None
    assert request.fields["phone"] == "+962791234567"
    assert request.fields["inmate_name"] == "Ahmad Ali"
    assert request.fields["attachments"] == ["x"]
    assert [(e.verb, e.actor) for e in request.history] == [("registered", str(samira.id))]
    assert any(text.startswith("request.registered") and number in text for text in world.sent())


async def test_what_is_missing_is_named_by_field(world: World, samira: Staff) -> None:
    conversation_id = await begun(world, samira)
    given = {"for_whom": "self", "inmate_relation": "aunt", "phone": "12", "governorate": ""}
    async with world.begin() as tx:
        with pytest.raises(DraftProblemsError) as wrong:
            await finish_draft(tx, samira, conversation_id, given, world.now)
    assert wrong.value.problems == {
        "inmate_relation": "choose",
        "governorate": "needed",
        "phone": "phone",
        "need": "needed",
        "consent": "needed",
    }


async def test_without_consent_nothing_is_registered(world: World, samira: Staff) -> None:
    conversation_id = await begun(world, samira)
    async with world.begin() as tx:
        with pytest.raises(DraftProblemsError):
            await finish_draft(tx, samira, conversation_id, GIVEN | {"consent": ""}, world.now)
        assert await tx.requests.of_conversation(conversation_id) == []
        assert await tx.drafts.of_conversation(conversation_id) is not None


async def test_only_who_holds_it_finishes_it(world: World, samira: Staff, coordinator: Staff) -> None:
    conversation_id = await begun(world, samira)
    async with world.begin() as tx:
        with pytest.raises(WrongStateError):
            await finish_draft(tx, coordinator, conversation_id, GIVEN, world.now)


async def test_what_one_may_not_read_one_does_not_finish(world: World, samira: Staff) -> None:
    conversation_id = await begun(world, samira)
    message = (await world.messages(conversation_id))[0]
    async with world.begin() as tx:
        await mark_restricted(tx, samira, conversation_id, message.id)
        with pytest.raises(NotAllowedError):
            await finish_draft(tx, samira, conversation_id, GIVEN, world.now)


async def test_a_kind_that_has_no_form_is_not_finished(world: World, samira: Staff) -> None:
    conversation_id = await begun(world, samira, "job")
    async with world.begin() as tx:
        with pytest.raises(NotFoundError):
            await finish_draft(tx, samira, conversation_id, GIVEN, world.now)
