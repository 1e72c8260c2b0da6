from typing import Any

import pytest

from bot.channels.telegram.parse import parse
from bot.domain.message import Content, Kind, MediaKind
from tests.unit.channels.telegram.updates import CHAT, FILE, written


def content(**parts: Any) -> Content:
    inbound = parse(written(**parts)).inbound
    assert inbound is not None
    return inbound.content


def test_words_stay_as_they_are() -> None:
    assert content(text="  *سلام* <b>\n/") == Content(Kind.TEXT, "  *سلام* <b>\n/")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("voice", MediaKind.VOICE),
        ("audio", MediaKind.AUDIO),
        ("video", MediaKind.VIDEO),
        ("video_note", MediaKind.VIDEO),
        ("animation", MediaKind.VIDEO),
        ("document", MediaKind.DOCUMENT),
        ("sticker", MediaKind.STICKER),
    ],
)
def test_a_file_is_kept_by_its_id(name: str, kind: MediaKind) -> None:
    media = content(**{name: FILE | {"mime_type": "a/b", "file_name": "c.d"}}).media
    assert media is not None
    assert (media.kind, media.provider_id, media.mime, media.filename, media.size) == (
        kind,
        "F1",
        "a/b",
        "c.d",
        1234,
    )


def test_of_a_photo_the_largest_size_is_taken_with_its_words() -> None:
    small, large = FILE | {"file_id": "small"}, FILE | {"file_id": "large"}
    found = content(photo=[small, large], caption="الحكم", media_group_id="A7")
    assert found.media is not None
    assert (found.kind, found.text, found.media.provider_id) == (Kind.MEDIA, "الحكم", "large")
    assert (found.media.kind, found.data) == (MediaKind.IMAGE, {"album": "A7"})


def test_an_animation_is_no_document_although_it_comes_with_one() -> None:
    media = content(animation=FILE, document=FILE | {"file_id": "other"}).media
    assert media is not None
    assert (media.kind, media.provider_id) == (MediaKind.VIDEO, "F1")


def test_a_file_without_a_size_is_taken_too() -> None:
    media = content(voice={"file_id": "F1"}).media
    assert media is not None
    assert media.size is None


def test_a_sticker_tells_its_feeling() -> None:
    assert content(sticker=FILE | {"emoji": "😢"}).data == {"emoji": "😢"}


def test_a_place() -> None:
    where = {"latitude": 31.95, "longitude": 35.93}
    assert content(location=where) == Content(Kind.LOCATION, data=where)


def test_a_venue_has_its_name() -> None:
    venue = {"location": {"latitude": 1, "longitude": 2}, "title": "مركز", "address": "شارع"}
    found = content(venue=venue, location=venue["location"])
    assert found.data == {"latitude": 1.0, "longitude": 2.0, "name": "مركز", "address": "شارع"}


@pytest.mark.parametrize(("user_id", "own"), [(CHAT["id"], True), (5, False), (None, False)])
def test_a_contact_card_says_whether_it_is_the_writers_own(user_id: int | None, own: bool) -> None:
    card = {"phone_number": "+962790000000", "first_name": "أم", "last_name": "أحمد", "user_id": user_id}
    found = content(contact=card)
    assert found.kind is Kind.CONTACT
    assert found.data == {"name": "أم أحمد", "phones": ["+962790000000"], "own": own}


@pytest.mark.parametrize("name", ["poll", "dice", "story", "game", "checklist", "something_of_2030"])
def test_what_we_cannot_read_is_named_and_kept(name: str) -> None:
    parsed = parse(written(**{name: {"x": 1}, "caption": "انظروا"}))
    assert parsed.inbound is not None
    assert parsed.inbound.content == Content(Kind.UNSUPPORTED, "انظروا", data={"type": name})
    assert parsed.raw is not None
    assert parsed.raw.address == parsed.inbound.address


@pytest.mark.parametrize(
    ("text", "command"),
    [("/start", "start"), ("/help", "help"), ("/MENU", "menu"), ("/lang@rafeeq_bot ", "lang")],
)
def test_a_command_of_ours_is_told_by_name(text: str, command: str) -> None:
    assert content(text=text) == Content(Kind.TEXT, f"/{command}", data={"command": command})


@pytest.mark.parametrize("text", ["/restart", "/help كيف أزور ابني", "/start أنا أم أحمد", "/", "/stop now!"])
def test_other_words_with_a_slash_are_words(text: str) -> None:
    assert content(text=text) == Content(Kind.TEXT, text)


def test_a_code_behind_start_is_told_apart_and_not_stored() -> None:
    parsed = parse(written(text="/start K7PX-2mQ"))
    assert parsed.code == "K7PX-2mQ"
    assert parsed.inbound is not None
    assert "K7PX" not in str(parsed.inbound)
