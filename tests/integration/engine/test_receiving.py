import contextlib

from sqlalchemy import select

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.conversation import Priority, State
from bot.domain.message import Content, Handling, Inbound, Kind, RawPayload
from bot.persistence.tables import raw_payloads
from bot.services.ports import UnitOfWork
from tests.support.world import World


async def test_a_message_is_stored_and_answered(world: World) -> None:
    receipt = await world.say("مرحبا")
    assert world.sent() == ["notice.first", "echo {'text': 'مرحبا'}"]
    first = (await world.messages(receipt.conversation_id))[0]
    assert first.text == "مرحبا"
    assert first.handling is Handling.HANDLED


async def test_the_same_message_again_changes_nothing(world: World) -> None:
    first = await world.receive("مرحبا", external_id="x")
    again = await world.receive("مرحبا", external_id="x")
    await world.work()
    assert again.message_id is None
    assert again.conversation_id == first.conversation_id
    assert len(world.dialogue.turns) == 1


async def test_a_batch_is_one_transaction(world: World) -> None:
    good = Inbound(Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "1"), "a", Content(Kind.TEXT, "a"))
    broken = Inbound(Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "2"), "b", None)  # type: ignore[arg-type]
    with contextlib.suppress(AttributeError):
        await world.receive_all([good, broken])
    async with world.begin() as tx:
        assert await tx.contact_points.find(Channel.TELEGRAM, "1") is None


async def test_an_alias_leads_to_the_same_contact_point(world: World) -> None:
    phone = Address(Channel.WHATSAPP, AddressKind.PHONE, "962790000001")
    user = Address(Channel.WHATSAPP, AddressKind.USER_ID, "JO.1")
    by_phone = (await world.receive_all([Inbound(phone, "a", Content(Kind.TEXT, "a"))]))[0]
    both = (await world.receive_all([Inbound(user, "b", Content(Kind.TEXT, "b"), aliases=(phone,))]))[0]
    by_user = (await world.receive_all([Inbound(user, "c", Content(Kind.TEXT, "c"))]))[0]
    assert by_phone.conversation_id == both.conversation_id == by_user.conversation_id


async def test_danger_goes_to_the_top_of_the_queue_before_any_answer(world: World) -> None:
    receipt = await world.receive("DANGER")
    async with world.begin() as tx:
        conversation = await tx.conversations.get(receipt.conversation_id)
        assert conversation.state is State.QUEUED
        assert conversation.priority is Priority.CRISIS
        assert await tx.alerts.open_of(receipt.conversation_id) is not None
    await world.work()
    assert world.sent() == ["crisis.now"]
    assert world.dialogue.turns == []
    assert len(world.watched) == 1


async def test_an_edit_is_stored_and_screened_but_not_answered_again(world: World) -> None:
    await world.say("مرحبا", external_id="m1")
    edit = await world.say(content=Content(Kind.EDIT, "مرحبتين"), about="m1", external_id="e1")
    messages = await world.messages(edit.conversation_id)
    edited = next(m for m in messages if m.kind is Kind.EDIT)
    assert edited.about_id == messages[0].id
    assert len(world.dialogue.turns) == 1


async def test_typed_commands_never_reach_the_engine(world: World) -> None:
    await world.say(" \u200f /restart now")
    assert world.dialogue.turns[0].text == "restart now"


async def test_what_is_not_understood_is_kept_once_with_its_conversation(world: World) -> None:
    receipt = await world.receive("مرحبا")
    address = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "mother")
    known = RawPayload(Channel.TELEGRAM, '{"odd": 1}', address)
    for _ in range(2):
        await world.receive_all([], unknown=[known, RawPayload(Channel.TELEGRAM, "?")])
    async with world.core.engine.connect() as connection:
        rows = (await connection.execute(select(raw_payloads))).all()
    assert {row.conversation_id for row in rows} == {receipt.conversation_id, None}
    assert len(rows) == 2
    assert b"odd" not in b"".join(row.body for row in rows)


async def test_the_position_of_a_queue_moves_only_with_the_messages(world: World) -> None:
    async def move_and_fail(tx: UnitOfWork) -> None:
        await tx.positions.move("telegram:1", 8)
        raise OSError

    async with world.begin() as tx:
        await tx.positions.move("telegram:1", 7)
    inbound = Inbound(Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "1"), "a", Content(Kind.TEXT, "a"))
    with contextlib.suppress(OSError):
        await world.receive_all([inbound], also=move_and_fail)
    async with world.begin() as tx:
        assert await tx.positions.get("telegram:1") == 7
        assert await tx.contact_points.find(Channel.TELEGRAM, "1") is None
