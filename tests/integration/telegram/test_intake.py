"""What becomes of the other kinds of updates."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.domain.channel import Address, Channel
from bot.domain.errors import UnreachableError
from bot.domain.message import Delivery, Kind, Message
from bot.persistence.tables import contact_points, messages, raw_payloads
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.telegram_gateway import Gateway, open_gateway
from tests.support.world import World

GROUP = -100962
Thread = Callable[[], Awaitable[list[Message]]]


@pytest.fixture
def thread(world: World, telegram: FakeTelegram, polling: Gateway) -> Thread:
    """The mother's conversation, once all updates are taken."""

    async def read() -> list[Message]:
        await asyncio.to_thread(telegram.wait_until_taken)
        async with world.begin() as tx:
            known = await tx.contact_points.find(Channel.TELEGRAM, "962")
            if known is None:
                return []
            conversation = await tx.conversations.of_contact_point(known, Channel.TELEGRAM)
            return await tx.messages.thread(conversation.id)

    return read


async def count(world: World, table: Any) -> int:
    async with world.core.engine.connect() as connection:
        found: Any = await connection.scalar(select(func.count()).select_from(table))
        return int(found)


async def test_an_edit_and_a_reaction_stand_beside_their_message(mother: Person, thread: Thread) -> None:
    number = mother.write("مرحبا")
    mother.edit(number, "مرحبتين")
    mother.react(number, "🙏")
    first, edit, reaction = await thread()
    assert (edit.kind, edit.text, edit.about_id) == (Kind.EDIT, "مرحبتين", first.id)
    assert (reaction.kind, reaction.body["data"], reaction.about_id) == (
        Kind.REACTION,
        {"emoji": "🙏"},
        first.id,
    )


async def test_a_reaction_to_our_own_message_finds_it(
    world: World, mother: Person, thread: Thread, real_sender: None
) -> None:
    mother.write("مرحبا")
    await thread()
    await world.work()
    mother.react(mother.received[-1].message_id, "👍")
    found = await thread()
    assert found[-1].about_id == found[-2].id


async def test_a_press_is_taken_once_and_its_waiting_sign_ends(
    telegram: FakeTelegram, mother: Person, thread: Thread
) -> None:
    callback = mother.press_data("choice-1", 5, "نعم")
    telegram.again(dict(telegram.pending[0]))
    found = await thread()
    assert [(m.kind, m.body["choice"], m.text) for m in found] == [(Kind.PRESS, "choice-1", "نعم")]
    await asyncio.to_thread(telegram.wait_for, lambda: callback in telegram.answered)


async def test_an_answer_to_a_press_that_fails_stops_nothing(
    telegram: FakeTelegram, mother: Person, thread: Thread
) -> None:
    telegram.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")
    mother.press_data("choice-1", 5)
    mother.write("مرحبا")
    assert len(await thread()) == 2


async def test_who_blocks_us_gets_nothing_more_until_they_let_us_in(
    world: World, mother: Person, thread: Thread, real_sender: None
) -> None:
    mother.write("مرحبا")
    mother.block()
    await thread()
    await world.work()
    assert mother.received == []
    mother.unblock()
    mother.write("عدت")
    await thread()
    await world.work()
    assert [m.text for m in mother.received] == ["echo {'text': 'عدت'}"]


async def test_being_blocked_is_learnt_from_a_refusal_too(
    world: World, telegram: FakeTelegram, mother: Person, thread: Thread, real_sender: None
) -> None:
    mother.write("مرحبا")
    await thread()
    telegram.blocked.add(mother.id)
    await world.work()
    out = [m for m in await thread() if m.delivery]
    assert {(m.delivery, m.error_code) for m in out} == {
        (Delivery.FAILED, "403"),
        (Delivery.FAILED, UnreachableError("unreachable").code),
    }


async def test_somebody_unknown_who_blocks_us_stays_unknown(
    world: World, mother: Person, thread: Thread
) -> None:
    mother.block()
    await thread()
    assert await count(world, contact_points) == 0


async def test_a_group_is_told_once_a_day_and_nothing_is_stored(
    world: World, telegram: FakeTelegram, mother: Person, thread: Thread
) -> None:
    for _ in range(3):
        mother.write_in_group(GROUP, "ابني موقوف")
    await thread()
    mother.write_in_group(GROUP + 1, "x")
    await asyncio.to_thread(telegram.wait_for, lambda: telegram.chats[GROUP + 1])
    assert [m.text for m in telegram.chats[GROUP]] == ["group.private_only"]
    assert await count(world, messages) == await count(world, contact_points) == 0
    assert await count(world, raw_payloads) == 0


async def test_unsupported_is_shown_and_the_raw_shape_goes_with_the_conversation(
    world: World, mother: Person, thread: Thread
) -> None:
    mother.send(poll={"id": "1", "question": "?"})
    (shown,) = await thread()
    async with world.core.engine.connect() as connection:
        raw = (await connection.execute(select(raw_payloads))).one()
    assert (shown.kind, shown.body["data"]) == (Kind.UNSUPPORTED, {"type": "poll"})
    assert raw.conversation_id == shown.conversation_id


async def test_an_unknown_update_is_kept_and_stops_nobody(
    world: World, telegram: FakeTelegram, mother: Person, thread: Thread
) -> None:
    telegram.update(message={"odd": True})
    mother.write("مرحبا")
    assert len(await thread()) == 1
    assert await count(world, raw_payloads) == 1


async def test_a_command_reaches_the_engine_as_a_button_would(
    world: World, mother: Person, thread: Thread
) -> None:
    mother.write("/start")
    await thread()
    await world.work()
    turn = world.dialogue.turns[0]
    assert (turn.text, turn.payload and turn.payload.intent) == (None, "greet")


async def test_a_message_that_cannot_be_stored_is_set_aside_and_stops_nobody(
    world: World, telegram: FakeTelegram, mother: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.receive_all, "_screen", screen_that_fails)
    mother.write("POISON")
    mother.write("مرحبا")
    async with open_gateway(world, telegram):
        await asyncio.to_thread(telegram.wait_until_taken)
    async with world.begin() as tx:
        known = await tx.contact_points.find(Channel.TELEGRAM, "962")
        assert known is not None
        conversation = await tx.conversations.of_contact_point(known, Channel.TELEGRAM)
        found = await tx.messages.thread(conversation.id)
    assert [(m.kind, m.text) for m in found] == [(Kind.UNSUPPORTED, ""), (Kind.TEXT, "مرحبا")]
    assert await count(world, raw_payloads) == 1


def screen_that_fails(text: str, _before: object) -> None:
    if "POISON" in text:
        raise ValueError


class Line:
    """Staff's services, as the gateway sees them."""

    def __init__(self) -> None:
        self.acknowledged: list[tuple[str, str]] = []

    async def link(self, code: str, address: Address) -> str:
        return f"linked {address.value}" if code == "GOOD" else ""

    async def acknowledge(self, alert_id: str, address: Address) -> str:
        self.acknowledged.append((alert_id, address.value))
        return "thanks"


async def test_staff_link_their_account_and_acknowledge_an_alert_without_a_trace(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    line = Line()
    async with open_gateway(world, telegram, staff=line):
        mother.write("/start GOOD")
        await asyncio.to_thread(mother.hears, "linked 962")
        mother.press_data("ack:A7", 5)
        await asyncio.to_thread(telegram.wait_for, lambda: telegram.calls_of("answerCallbackQuery"))
    assert telegram.calls_of("answerCallbackQuery")[0].values["text"] == "thanks"
    assert line.acknowledged == [("A7", "962")]
    assert await count(world, messages) == await count(world, contact_points) == 0


async def test_a_code_of_nobody_is_an_ordinary_start(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    async with open_gateway(world, telegram, staff=Line()):
        mother.write("/start BAD")
        await asyncio.to_thread(telegram.wait_until_taken)
    await world.work()
    assert len(world.dialogue.turns) == 1


async def test_the_menu_of_commands_is_shown_in_both_languages(
    telegram: FakeTelegram, polling: Gateway
) -> None:
    await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.menu) == 3)
    assert set(telegram.menu) == {"", "ar", "en"}
    assert telegram.menu["en"][0] == {"command": "menu", "description": "command.menu"}
