"""A file on its way: stored as a reference, fetched by the worker from the API's own host, checked, kept."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select

from bot.channels.telegram.api import Api
from bot.channels.telegram.media import TelegramMedia
from bot.domain.channel import Channel
from bot.domain.media import MEDIA_LIMIT
from bot.persistence.tables import media as media_table
from bot.services.deliver import Later
from bot.services.fetch_media import Fetching, fetch_media
from bot.services.ports import StoredMedia
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.telegram_gateway import Gateway
from tests.support.world import World

Fetch = Callable[[], Awaitable[StoredMedia]]


def photo() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "Device"
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
async def fetching(world: World, api: Api) -> AsyncIterator[Fetching]:
    async with TelegramMedia(api) as media:
        yield Fetching(world.begin, {Channel.TELEGRAM: media}, world.clock)


@pytest.fixture
async def fetch(world: World, telegram: FakeTelegram, fetching: Fetching, polling: Gateway) -> Fetch:
    """Takes in what was sent and fetches its file."""

    async def done() -> StoredMedia:
        await asyncio.to_thread(telegram.wait_until_taken)
        media_id = await the_medium(world)
        await fetch_media(fetching, media_id)
        async with world.begin() as tx:
            return await tx.media.get(media_id)

    return done


async def the_medium(world: World) -> UUID:
    async with world.core.engine.connect() as connection:
        found: UUID = (await connection.execute(select(media_table.c.id))).scalar_one()
        return found


async def stored_bytes(world: World, media_id: UUID) -> bytes:
    async with world.begin() as tx:
        return b"".join([part async for part in tx.media.read(media_id)])


async def test_a_photo_is_drawn_anew_and_shown_in_the_page(
    world: World, mother: Person, fetch: Fetch
) -> None:
    mother.send_file("photo", photo())
    kept = await fetch()
    assert (kept.status, kept.mime, kept.inline, kept.source) == ("stored", "image/jpeg", True, {})
    assert b"Device" not in await stored_bytes(world, kept.id)


async def test_a_voice_note_is_kept_as_it_came(world: World, mother: Person, fetch: Fetch) -> None:
    note = b"OggS\x00\x02" + b"\x01" * 300_000
    mother.send_file("voice", note, mime_type="audio/ogg", duration=4)
    kept = await fetch()
    assert (kept.status, kept.mime, kept.inline) == ("stored", "audio/ogg", False)
    assert await stored_bytes(world, kept.id) == note


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"MZ\x90\x00program", "type_not_allowed"),
        (b"<html><script>", "type_not_allowed"),
        (b"\xff\xd8\xff\xe0 broken", "damaged"),
        (b"", "empty"),
    ],
)
async def test_a_file_is_what_its_bytes_say_whatever_its_name(
    mother: Person, fetch: Fetch, data: bytes, problem: str
) -> None:
    mother.send_file("document", data, file_name="حكم.pdf", mime_type="application/pdf")
    kept = await fetch()
    assert (kept.status, kept.problem) == ("refused", problem)


async def test_a_file_announced_too_large_is_not_asked_for(
    mother: Person, fetch: Fetch, telegram: FakeTelegram
) -> None:
    mother.send_file("video", b"x", file_size=MEDIA_LIMIT + 1)
    assert (await fetch()).problem == "too_large"
    assert telegram.calls_of("getFile") == []


@pytest.mark.parametrize("size", [MEDIA_LIMIT + 1, 20 * 1024 * 1024 + 1])
async def test_a_file_that_is_larger_than_announced_is_not_kept(
    mother: Person, fetch: Fetch, size: int
) -> None:
    mother.send_file("document", b"%PDF-" + b"x" * size, file_size=10)
    assert (await fetch()).problem == "too_large"


async def test_a_way_that_leads_elsewhere_is_not_taken(
    mother: Person, fetch: Fetch, telegram: FakeTelegram
) -> None:
    telegram.redirect_files_to = f"{telegram.url}/elsewhere"
    mother.send_file("document", b"%PDF-1.7")
    kept = await fetch()
    assert (kept.status, kept.problem) == ("refused", "redirected")


async def test_a_file_that_is_gone_is_said_so(mother: Person, fetch: Fetch, telegram: FakeTelegram) -> None:
    mother.send_file("document", b"%PDF-1.7")
    telegram.files.clear()
    kept = await fetch()
    assert (kept.status, kept.problem) == ("failed", "gone")


async def test_passing_trouble_is_tried_again_for_an_hour(
    world: World, mother: Person, fetch: Fetch, telegram: FakeTelegram
) -> None:
    mother.send_file("document", b"%PDF-1.7")
    telegram.refuse("getFile", 502, "Bad Gateway", times=2)
    with pytest.raises(Later):
        await fetch()
    world.now += timedelta(hours=2)
    kept = await fetch()
    assert (kept.status, kept.problem) == ("failed", "unreachable")


async def test_two_workers_at_once_store_it_once(
    world: World, mother: Person, fetch: Fetch, fetching: Fetching, telegram: FakeTelegram
) -> None:
    mother.send_file("document", b"%PDF-1.7")
    await asyncio.to_thread(telegram.wait_until_taken)
    again = partial(fetch_media, fetching, await the_medium(world))
    await asyncio.gather(again(), again())
    assert (await fetch()).status == "stored"


async def test_the_person_is_told_what_did_not_arrive(
    world: World, mother: Person, fetch: Fetch, real_sender: None
) -> None:
    mother.send_file("document", b"MZ\x90\x00", file_name="a.exe")
    await fetch()
    await world.work()
    assert "attachment.not_opened" in [m.text for m in mother.received]


async def test_a_channel_that_is_off_fails_for_good(
    world: World, mother: Person, telegram: FakeTelegram, polling: Gateway
) -> None:
    mother.send_file("document", b"%PDF-1.7")
    await asyncio.to_thread(telegram.wait_until_taken)
    media_id = await the_medium(world)
    await fetch_media(Fetching(world.begin, {}, world.clock), media_id)
    async with world.begin() as tx:
        assert (await tx.media.get(media_id)).problem == "channel_off"
