from bot.domain.staff import Staff
from bot.services.claim_conversation import claim
from bot.services.let_go import put_back
from tests.support.world import World


async def test_a_crisis_that_is_put_back_alarms_again(world: World, samira: Staff) -> None:
    conversation_id = (await world.say("DANGER")).conversation_id
    assert len(world.watched) == 1
    async with world.begin() as tx:
        await claim(tx, samira, conversation_id, world.now)
        assert await tx.alerts.open_of(conversation_id) is None
    async with world.begin() as tx:
        await put_back(tx, samira, conversation_id, world.now)
    await world.work()
    assert len(world.watched) == 2
