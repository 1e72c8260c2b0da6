from datetime import timedelta

import httpx
import pytest

from bot.domain.channel import Channel
from bot.domain.errors import RejectedError
from bot.domain.media import MediaProblem, MediaRefusedError
from bot.domain.message import MediaKind, MediaRef
from bot.outlets import Outlets
from bot.services.dialogue import Answer, Choice, Payload, Reply
from tests.support.fake_whatsapp import FakeWhatsApp, message, post, webhook
from tests.support.world import World


def offering(*labels: str) -> Answer:
    return Answer([Reply("ask", choices=[Choice(label, Payload("inform")) for label in labels])], [], {})


async def asked(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp, *labels: str
) -> dict[str, object]:
    world.dialogue.script = lambda _: offering(*labels)
    await post(client, webhook([message("x")]))
    await world.work()
    return fake.sent[-1]


async def test_three_short_choices_are_buttons(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    body = await asked(client, world, fake, "نعم", "لا", "لاحقاً")
    assert body["interactive"]["type"] == "button"  # type: ignore[index]
    titles = [b["reply"]["title"] for b in body["interactive"]["action"]["buttons"]]  # type: ignore[index]
    assert titles == ["نعم", "لا", "لاحقاً"]


async def test_up_to_ten_are_a_list(client: httpx.AsyncClient, world: World, fake: FakeWhatsApp) -> None:
    body = await asked(client, world, fake, *(f"خيار {n}" for n in range(10)))
    assert body["interactive"]["type"] == "list"  # type: ignore[index]
    assert len(body["interactive"]["action"]["sections"][0]["rows"]) == 10  # type: ignore[index]


async def test_more_are_numbered_text_and_a_number_chooses(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    body = await asked(client, world, fake, *(f"خيار {n}" for n in range(12)))
    assert body["type"] == "text"
    assert "12. خيار 11" in fake.texts[-1]
    await post(client, webhook([message("١٢", id="2")]))
    await world.work()
    assert world.dialogue.turns[-1].payload == Payload("inform")


async def test_every_message_carries_our_id(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    await post(client, webhook([message("x")]))
    await world.work()
    ours = {
        str(m.id)
        for m in await world.messages(
            (await world.receive("y", who="962790000001", channel=Channel.WHATSAPP)).conversation_id
        )
    }
    assert {body["biz_opaque_callback_data"] for body in fake.sent} <= ours


async def test_a_rate_answer_is_waited_for(
    client: httpx.AsyncClient, world: World, fake: FakeWhatsApp
) -> None:
    fake.refuse(131056)
    await post(client, webhook([message("x")]))
    await world.work()
    assert fake.sent == []
    await world.pass_time(timedelta(seconds=10))
    await world.work()
    assert len(fake.sent) == 2


async def test_a_medium_is_fetched_from_metas_hosts_only(outlets: Outlets, fake: FakeWhatsApp) -> None:
    source = outlets.media[Channel.WHATSAPP]
    medium = MediaRef(MediaKind.IMAGE, provider_id=fake.keep(b"picture"))
    assert await source.fetch(medium) == b"picture"
    for url in (
        "https://evil.example/x",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "http://localhost:1/",
    ):
        fake.media_url = url
        with pytest.raises(MediaRefusedError) as refused:
            await source.fetch(medium)
        assert refused.value.problem is MediaProblem.REDIRECTED


async def test_a_medium_that_is_gone_is_refused(outlets: Outlets) -> None:
    with pytest.raises(MediaRefusedError) as refused:
        await outlets.media[Channel.WHATSAPP].fetch(MediaRef(MediaKind.IMAGE, provider_id="nowhere"))
    assert refused.value.problem is MediaProblem.GONE


async def test_a_file_that_its_host_no_longer_has_is_given_up(outlets: Outlets, fake: FakeWhatsApp) -> None:
    medium = MediaRef(MediaKind.IMAGE, provider_id=fake.keep(b"picture"))
    fake.media_url = fake.url + "/none/none/none"
    with pytest.raises(RejectedError):
        await outlets.media[Channel.WHATSAPP].fetch(medium)
