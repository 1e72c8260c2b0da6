from uuid import UUID

import httpx
from sqlalchemy import func, select, text
from sqlalchemy import table as table_

from bot.domain.channel import Channel
from bot.domain.message import Author, Delivery
from tests.support.fake_whatsapp import VERIFY_TOKEN, FakeWhatsApp, message, post, signed, status, webhook
from tests.support.world import World

VERIFY = "/channels/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token="


async def rows(world: World, table: str) -> int:
    async with world.core.engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table_(table))) or 0)


async def test_verification(client: httpx.AsyncClient) -> None:
    good = await client.get(VERIFY + VERIFY_TOKEN)
    assert (good.status_code, good.text) == (200, "42")
    assert (await client.get(VERIFY + "wrong")).status_code == 403
    assert (await client.get("/channels/whatsapp")).status_code == 403


async def test_a_message_is_answered(client: httpx.AsyncClient, world: World, fake: FakeWhatsApp) -> None:
    assert (await post(client, webhook([message("مرحبا")]))).status_code == 200
    await world.work()
    assert fake.texts == ["notice.first", "echo {'text': 'مرحبا'}"]
    assert {body["to"] for body in fake.sent} == {"962790000001"}


async def test_a_wrong_signature_leaves_no_trace(client: httpx.AsyncClient, world: World) -> None:
    wrong = await post(client, webhook([message("مرحبا")]), secret="another")
    body, _ = signed(webhook([message("مرحبا")]))
    without = await client.post("/channels/whatsapp", content=body)
    assert (wrong.status_code, without.status_code) == (401, 401)
    assert [await rows(world, t) for t in ("messages", "raw_payloads", "contact_points")] == [0, 0, 0]


async def test_the_same_batch_again_changes_nothing(client: httpx.AsyncClient, world: World) -> None:
    batch = webhook([message(f"{n}", id=f"w{n}") for n in range(3)])
    for _ in range(3):
        assert (await post(client, batch)).status_code == 200
    assert await rows(world, "messages") == 3
    assert await rows(world, "procrastinate_jobs") == 3


async def test_unknown_shapes_are_kept_and_acknowledged(client: httpx.AsyncClient, world: World) -> None:
    assert (await post(client, b"[1, 2")).status_code == 200
    assert (
        await post(client, {"entry": [{"changes": [{"field": "flows", "value": {}}]}]})
    ).status_code == 200
    assert await rows(world, "raw_payloads") == 2


async def test_statuses_in_any_order_keep_the_highest(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    await post(client, webhook([message("مرحبا")]))
    await world.work()
    wamid = fake.sent[-1]["id"]
    for word in ("read", "delivered", "sent", "delivered"):
        await post(client, webhook(statuses=[status(word, wamid)]))
    async with world.begin() as tx:
        sent = await tx.messages.by_external_id(Channel.WHATSAPP, wamid)
    assert sent is not None
    assert sent.delivery is Delivery.READ


async def test_a_failure_told_later_is_put_before_staff(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    await post(client, webhook([message("مرحبا")]))
    await world.work()
    ours = fake.sent[-1]
    failed = status(
        "failed",
        ours["id"],
        biz_opaque_callback_data=ours["biz_opaque_callback_data"],
        errors=[{"code": 131026}],
    )
    await post(client, webhook(statuses=[status("sent", ours["id"]), failed]))
    async with world.begin() as tx:
        undelivered = await tx.messages.undelivered()
        conversation = await tx.conversations.get(undelivered[0].conversation_id)
    assert [m.error_code for m in undelivered] == ["131026"]
    assert conversation.queue_reason == "undelivered"


async def test_the_user_id_is_sent_to_when_it_is_known(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    await post(client, webhook([message("a", id="1")]))
    await post(client, webhook([{**message("b", id="2"), "from_user_id": "JO.7"}]))
    only_id = {k: v for k, v in message("c", id="3").items() if k != "from"} | {"from_user_id": "JO.7"}
    await post(client, webhook([only_id]))
    await world.work()
    assert await rows(world, "conversations") == 1
    assert fake.sent[-1]["recipient"] == "JO.7"
    assert "to" not in fake.sent[-1]
    assert [m.author for m in await world.messages(await only_conversation(world))].count(Author.PERSON) == 3


async def only_conversation(world: World) -> UUID:
    async with world.core.engine.connect() as connection:
        return UUID(str(await connection.scalar(text("select id from conversations"))))
