from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import insert

from bot.channels.whatsapp.client import open_client
from bot.channels.whatsapp.templates import push, read_templates, statuses
from bot.domain.channel import Channel
from bot.domain.errors import InvalidInputError, NotFoundError
from bot.outlets import Outlets
from bot.persistence.tables import staff
from bot.services.templates import approved, send_template
from tests.support.fake_whatsapp import ACCOUNT_ID, TOKEN, FakeWhatsApp
from tests.support.world import World


async def test_what_is_missing_is_created_once(fake: FakeWhatsApp) -> None:
    ours = read_templates()
    async with open_client(fake.url, TOKEN) as api:
        first = await push(api, ACCOUNT_ID, ours)
        await push(api, ACCOUNT_ID, ours)
        told = await statuses(api, ACCOUNT_ID)
    assert len(fake.templates) == len(ours) == len(told)
    assert {s.status for s in first} == {"PENDING"}


def test_no_template_speaks_of_prison_or_case() -> None:
    words = " ".join(t.body for t in read_templates())
    assert not [
        word for word in ("سجن", "إصلاح", "قضية", "جمعية", "prison", "case", "association") if word in words
    ]


async def test_only_approved_ones_leave_and_outside_the_window_too(
    world: World, outlets: Outlets, fake: FakeWhatsApp
) -> None:
    world.routes[Channel.WHATSAPP] = outlets.senders[Channel.WHATSAPP]
    receipt = await world.receive("x", channel=Channel.WHATSAPP, who="962790000001")
    template = next(t for t in read_templates() if t.places == 1 and t.language == "ar")
    member = uuid4()
    async with world.core.engine.begin() as connection:
        await connection.execute(insert(staff).values(id=member, name="S", login="s", roles=["caseworker"]))
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        with pytest.raises(NotFoundError):
            await send_template(tx, conversation, member, template, ["الأحد"])
        async with open_client(fake.url, TOKEN) as api:
            told = [replace(s, status="APPROVED") for s in await push(api, ACCOUNT_ID, [template])]
        await tx.templates.keep(told)
        assert await approved(tx, read_templates(), "ar") == [template]
        with pytest.raises(InvalidInputError):
            await send_template(tx, conversation, member, template, [])
        conversation.last_inbound_at = None
        await tx.conversations.save(conversation)
        await send_template(tx, conversation, member, template, ["الأحد"])
    await world.work()
    sent = next(body for body in fake.sent if body["type"] == "template")
    assert sent["template"]["components"][0]["parameters"] == [{"type": "text", "text": "الأحد"}]
