from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

from sqlalchemy import text

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.errors import TryAgainError
from bot.domain.organisation import Hours, Organisation
from bot.domain.staff import Role, Staff
from bot.services.claim_conversation import claim
from bot.services.page_staff import TelegramStaffLine
from tests.support.staff import employed, member
from tests.support.world import PlainWords, World

FIVE = timedelta(minutes=5, seconds=1)


async def linked(world: World, person: Staff, chat: str) -> Staff:
    await employed(world.begin, person)
    async with world.begin() as tx:
        await tx.staff.link_telegram(person.id, chat)
    return person


async def desk(world: World) -> tuple[Staff, Staff]:
    on_call = await linked(world, replace(member("Duty"), on_call=True), "chat-duty")
    return on_call, await linked(world, member("Lead", Role.COORDINATOR), "chat-lead")


def paged(world: World) -> list[str]:
    return [
        o.address.value for o in world.senders[Channel.TELEGRAM].sent if o.text.startswith("alert.crisis")
    ]


async def later(world: World, span: timedelta = FIVE) -> None:
    await world.pass_time(span)
    await world.work()


async def test_on_call_twice_then_the_coordinator_then_the_person(world: World) -> None:
    await desk(world)
    await world.say("DANGER", channel=Channel.WEBCHAT)
    assert paged(world) == ["chat-duty"]
    await later(world)
    assert paged(world) == ["chat-duty", "chat-duty"]
    await later(world)
    assert paged(world) == ["chat-duty", "chat-duty", "chat-lead"]
    assert "crisis.nobody_yet" not in world.sent(Channel.WEBCHAT)
    await later(world)
    await later(world)
    assert world.sent(Channel.WEBCHAT).count("crisis.nobody_yet") == 1
    assert len(paged(world)) == 3


async def test_an_alert_carries_nothing_personal(world: World) -> None:
    await desk(world)
    await world.say("DANGER my son Ahmad 0790000001", channel=Channel.WEBCHAT, who="session-secret")
    alert = world.senders[Channel.TELEGRAM].sent[-1]
    assert "Ahmad" not in alert.text
    assert "session-secret" not in alert.text
    assert alert.text == "alert.crisis {'url': 'https://desk.example'}"


async def test_with_nobody_on_call_the_coordinator_is_told_at_once(world: World) -> None:
    await linked(world, member("Lead", Role.COORDINATOR), "chat-lead")
    await world.say("DANGER", channel=Channel.WEBCHAT)
    assert paged(world) == ["chat-lead"]


async def test_with_nobody_to_tell_the_person_hears_after_five_minutes(world: World) -> None:
    await world.say("DANGER", channel=Channel.WEBCHAT)
    assert world.sent(Channel.WEBCHAT) == ["crisis.now"]
    await later(world)
    assert world.sent(Channel.WEBCHAT) == ["crisis.now", "crisis.nobody_yet"]


async def test_once_the_page_is_confirmed_the_person_hears_when_the_desk_opens(world: World) -> None:
    tomorrow = (world.now + timedelta(days=1)).weekday()
    page = Organisation(name={"ar": "ج"}, hours={tomorrow: Hours(time(9), time(15))}, confirmed_at=world.now)
    async with world.begin() as tx:
        await tx.pages.save_organisation(page)
    await world.say("DANGER", channel=Channel.WEBCHAT)
    await later(world)
    assert world.sent(Channel.WEBCHAT)[-1].startswith("crisis.desk_opens {'by': {'moment':")


async def test_a_claim_ends_the_alerts(world: World) -> None:
    on_call, _ = await desk(world)
    receipt = await world.say("DANGER", channel=Channel.WEBCHAT)
    async with world.begin() as tx:
        await claim(tx, on_call, receipt.conversation_id, world.now)
    for _ in range(4):
        await later(world)
    assert paged(world) == ["chat-duty"]
    assert "crisis.nobody_yet" not in world.sent(Channel.WEBCHAT)


async def test_the_button_of_an_alert_ends_the_alerts(world: World) -> None:
    await desk(world)
    await world.say("DANGER", channel=Channel.WEBCHAT)
    button = world.senders[Channel.TELEGRAM].sent[-1].choices[0].id
    line = TelegramStaffLine(world.begin, PlainWords(), world.clock)
    stranger = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "stranger")
    duty = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "chat-duty")
    assert await line.acknowledge(button.removeprefix("ack:"), stranger) == ""
    assert await line.acknowledge("nonsense", duty) == "alert.unknown"
    assert await line.acknowledge(button.removeprefix("ack:"), duty) == "alert.acknowledged"
    for _ in range(4):
        await later(world)
    assert paged(world) == ["chat-duty"]


async def test_a_look_that_is_run_again_takes_no_step_twice(world: World) -> None:
    await desk(world)
    await world.say("DANGER", channel=Channel.WEBCHAT)
    alert = world.watched[0]
    async with world.begin() as tx:
        await tx.jobs.watch_crisis(UUID(str(alert)))
        await tx.jobs.watch_crisis(UUID(str(alert)))
    await world.work()
    assert paged(world) == ["chat-duty"]


async def test_an_alert_found_sending_goes_again(world: World) -> None:
    await desk(world)
    world.senders[Channel.TELEGRAM].trouble = [TryAgainError("503")]
    await world.say("DANGER", channel=Channel.WEBCHAT)
    assert paged(world) == []
    async with world.core.engine.begin() as connection:
        await connection.execute(text("update staff_alerts set delivery = 'sending'"))
    await later(world, timedelta(seconds=30))
    assert paged(world) == ["chat-duty"]


async def test_a_second_danger_after_an_acknowledgement_alerts_anew(world: World) -> None:
    on_call, _ = await desk(world)
    receipt = await world.say("DANGER", channel=Channel.WEBCHAT)
    async with world.begin() as tx:
        await claim(tx, on_call, receipt.conversation_id, world.now)
    await world.say("DANGER", channel=Channel.WEBCHAT)
    assert len(paged(world)) == 2
