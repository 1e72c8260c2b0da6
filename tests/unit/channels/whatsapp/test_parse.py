import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp.parse import Parsed, parse
from bot.domain.channel import AddressKind
from bot.domain.message import Content, Delivery, Kind, MediaKind
from tests.support.fake_whatsapp import PHONE_ID, message, status, webhook


def parsed(payload: object) -> Parsed:
    return parse(json.dumps(payload).encode(), PHONE_ID)


def content(kind: str, body: Any, **more: Any) -> Content:
    raw = {"from": "962790000001", "id": "x", "timestamp": "1", "type": kind, kind: body, **more}
    return parsed(webhook([raw])).inbound[0].content


def test_a_text() -> None:
    inbound = parsed(webhook([message("مرحبا")])).inbound[0]
    assert inbound.content == Content(Kind.TEXT, "مرحبا")
    assert (inbound.external_id, inbound.address.kind, inbound.address.value) == (
        "wamid.in-1",
        AddressKind.PHONE,
        "962790000001",
    )


@pytest.mark.parametrize(
    ("kind", "body", "medium"),
    [
        ("image", {"id": "1", "mime_type": "image/jpeg", "caption": "c"}, MediaKind.IMAGE),
        ("audio", {"id": "1", "mime_type": "audio/ogg; codecs=opus", "voice": True}, MediaKind.VOICE),
        ("audio", {"id": "1", "mime_type": "audio/mpeg"}, MediaKind.AUDIO),
        ("video", {"id": "1"}, MediaKind.VIDEO),
        ("document", {"id": "1", "filename": "a.pdf"}, MediaKind.DOCUMENT),
        ("sticker", {"id": "1"}, MediaKind.STICKER),
    ],
)
def test_media(kind: str, body: dict[str, Any], medium: MediaKind) -> None:
    found = content(kind, body)
    assert found.kind is Kind.MEDIA
    assert found.media is not None
    assert (found.media.kind, found.media.provider_id) == (medium, "1")
    assert found.text == body.get("caption", "")


def test_a_location() -> None:
    found = content("location", {"latitude": 31.9, "longitude": 35.9, "name": "عمان"})
    assert found.data == {"latitude": 31.9, "longitude": 35.9, "name": "عمان"}


def test_contacts() -> None:
    people = [{"name": {"formatted_name": "أحمد"}, "phones": [{"phone": "+962 79 000 0002"}, {}]}]
    assert content("contacts", people).data == {"name": "أحمد", "phones": ["+962 79 000 0002"]}


@pytest.mark.parametrize("kind", ["button_reply", "list_reply"])
def test_pressed_buttons_and_rows(kind: str) -> None:
    found = content("interactive", {"type": kind, kind: {"id": "choice-1", "title": "نعم"}})
    assert (found.kind, found.choice, found.text) == (Kind.PRESS, "choice-1", "نعم")


def test_a_templates_quick_reply() -> None:
    assert content("button", {"payload": "p", "text": "نعم"}).choice == "p"


def test_a_reaction_is_about_its_message() -> None:
    raw = {"from": "1", "id": "x", "type": "reaction", "reaction": {"message_id": "m", "emoji": "🙏"}}
    inbound = parsed(webhook([raw])).inbound[0]
    assert (inbound.content.kind, inbound.about, inbound.content.data) == (
        Kind.REACTION,
        "m",
        {"emoji": "🙏"},
    )


def test_an_edit_is_about_its_message() -> None:
    edit = {"original_message_id": "m", "message": {"type": "text", "text": {"body": "neu"}}}
    inbound = parsed(webhook([{"from": "1", "id": "x", "type": "edit", "edit": edit}])).inbound[0]
    assert (inbound.content.kind, inbound.about, inbound.content.text) == (Kind.EDIT, "m", "neu")


@pytest.mark.parametrize("kind", ["unsupported", "order", "system", "poll", "request_welcome"])
def test_other_types_are_shown_as_unsupported(kind: str) -> None:
    assert content(kind, {}, errors=[{"code": 131051}]).data == {"type": kind, "code": "131051"}


def test_the_user_id_comes_before_the_phone() -> None:
    raw = {**message("a"), "from_user_id": "JO.1"}
    inbound = parsed(webhook([raw])).inbound[0]
    assert inbound.address.kind is AddressKind.USER_ID
    assert [alias.value for alias in inbound.aliases] == ["962790000001"]


def test_a_user_id_alone_is_enough() -> None:
    raw = {k: v for k, v in message("a").items() if k != "from"} | {"from_user_id": "JO.1"}
    contacts = [{"profile": {"name": "أم أحمد"}, "user_id": "JO.1"}]
    inbound = parsed(webhook([raw], contacts=contacts)).inbound[0]
    assert (inbound.address.value, inbound.aliases, inbound.profile_name) == ("JO.1", (), "أم أحمد")


def test_each_message_of_a_batch_has_its_own_persons_name() -> None:
    contacts = [{"wa_id": "1", "profile": {"name": "A"}}, {"wa_id": "2", "profile": {"name": "B"}}]
    batch = [message("a", sender="2", id="x"), message("b", sender="1", id="y")]
    assert [i.profile_name for i in parsed(webhook(batch, contacts=contacts)).inbound] == ["B", "A"]


def test_every_entry_change_message_and_status_is_walked() -> None:
    one = webhook([message("a", id="1"), message("b", id="2")], [status("sent", "s1")])
    two = webhook([message("c", id="3")], [status("read", "s2")])
    both = {"entry": one["entry"] + two["entry"]}
    found = parsed(both)
    assert [i.external_id for i in found.inbound] == ["1", "2", "3"]
    assert [s.delivery for s in found.statuses] == [Delivery.SENT, Delivery.READ]


def test_a_failed_status_says_why_and_whose() -> None:
    failed = status(
        "failed",
        "wamid.1",
        biz_opaque_callback_data="00000000-0000-0000-0000-000000000007",
        errors=[{"code": 131047, "error_data": {"details": "24 hours"}}],
    )
    found = parsed(webhook(statuses=[failed])).statuses[0]
    assert (found.error_code, found.error_detail) == ("131047", "24 hours")
    assert found.callback == "00000000-0000-0000-0000-000000000007"


def test_a_callback_that_is_not_ours_is_no_callback() -> None:
    assert (
        parsed(webhook(statuses=[status("read", "w", biz_opaque_callback_data="campaign")]))
        .statuses[0]
        .callback
        == ""
    )


def test_another_numbers_changes_are_not_ours() -> None:
    assert parse(json.dumps(webhook([message("a")])).encode(), "another") == Parsed()


def test_one_broken_message_leaves_the_others() -> None:
    found = parsed(webhook([{"id": "x"}, message("b")]))
    assert len(found.inbound) == 1
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'{"entry": 3}', b"\xff\xfe", b'{"a": 1}', b"[" * 100_000]
)
def test_unknown_shapes_are_kept_raw(body: bytes) -> None:
    found = parse(body)
    assert found.inbound == []
    assert len(found.unknown) == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "entry",
                    "changes",
                    "value",
                    "messages",
                    "statuses",
                    "from",
                    "id",
                    "type",
                    "text",
                    "body",
                    "field",
                    "contacts",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_nothing_makes_it_raise(payload: object) -> None:
    parse(json.dumps({"entry": [{"changes": [{"field": "messages", "value": payload}]}]}).encode())
    parse(json.dumps(payload).encode())
