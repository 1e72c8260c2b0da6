import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import Parsed, parse
from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.message import Content, Inbound, Kind
from tests.unit.channels.telegram.updates import (
    AT,
    FILE,
    GROUP,
    membership,
    message,
    pressed,
    reaction,
    written,
)
from tests.unit.channels.telegram.updates import update as an_update

MOTHER = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, "962")


def inbound(update: dict[str, Any]) -> Inbound:
    found = parse(update).inbound
    assert found is not None
    return found


def test_a_message_is_known_by_chat_and_number() -> None:
    assert inbound(written(text="سلام")) == Inbound(
        address=MOTHER,
        external_id="962:7",
        content=Content(Kind.TEXT, "سلام"),
        sent_at=datetime.fromtimestamp(AT, UTC),
        language_hint="ar",
        profile_name="أم أحمد",
    )


def test_an_answer_tells_what_it_answers() -> None:
    assert (
        inbound(written(text="نعم", reply_to_message=message(text="?") | {"message_id": 3})).about == "962:3"
    )


def test_an_edit_speaks_of_the_message_and_each_one_is_new() -> None:
    first = an_update(edited_message=message(text="مرحبتين", edit_date=AT + 9))
    found, later = inbound(first), inbound(first | {"update_id": 1002})
    assert (found.content, found.about) == (Content(Kind.EDIT, "مرحبتين"), "962:7")
    assert found.external_id != later.external_id
    assert found.external_id == inbound(first).external_id


def test_an_edited_caption_is_an_edit() -> None:
    assert inbound(an_update(edited_message=message(photo=[FILE], caption="الحكم"))).content.text == "الحكم"


def test_a_place_that_moves_is_no_message() -> None:
    place = {"latitude": 1, "longitude": 2, "live_period": 900}
    assert parse(an_update(edited_message=message(location=place))) == Parsed()


def test_a_press_gives_the_choice_and_its_label() -> None:
    parsed = parse(pressed())
    assert parsed.callback == "Q1"
    assert parsed.inbound is not None
    assert parsed.inbound.content == Content(Kind.PRESS, "نعم", choice="choice-1")
    assert (parsed.inbound.external_id, parsed.inbound.about) == ("cb:Q1", "962:7")


def test_a_press_on_a_message_too_old_to_be_shown_again_counts() -> None:
    parsed = parse(pressed(message={"chat": message()["chat"], "message_id": 7, "date": 0}))
    assert parsed.inbound is not None
    assert parsed.inbound.content == Content(Kind.PRESS, "", choice="choice-1")


@pytest.mark.parametrize("more", [{"data": ""}, {"message": None}, {"message": message() | {"chat": GROUP}}])
def test_a_press_that_is_none_of_ours_is_only_answered(more: dict[str, Any]) -> None:
    assert parse(pressed(**more)) == Parsed(callback="Q1")


def test_staffs_button_in_an_alert_is_no_message() -> None:
    assert parse(pressed("ack:A7")) == Parsed(person=MOTHER, callback="Q1", alert="A7")


@pytest.mark.parametrize(("emoji", "told"), [(("👍",), "👍"), ((), "")])
def test_a_reaction_speaks_of_a_message(emoji: tuple[str, ...], told: str) -> None:
    found = inbound(reaction(*emoji))
    assert (found.content, found.about) == (Content(Kind.REACTION, data={"emoji": told}), "962:7")


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("left", True), ("member", False)])
def test_who_blocks_us_or_lets_us_in_again_is_told(status: str, blocked: bool) -> None:
    assert parse(membership(status)) == Parsed(person=MOTHER, blocked=blocked)


@pytest.mark.parametrize("update", [written(text="x", chat=GROUP), membership("member", GROUP)])
def test_a_group_gives_nothing_but_its_number(update: dict[str, Any]) -> None:
    assert parse(update) == Parsed(group=-100962)


@pytest.mark.parametrize(
    "update",
    [
        membership("kicked", GROUP),
        written(text="x", chat={"id": -5, "type": "channel"}),
        an_update(edited_message=message(text="x", chat=GROUP)),
    ],
)
def test_elsewhere_nothing_is_said(update: dict[str, Any]) -> None:
    assert parse(update) == Parsed()


@pytest.mark.parametrize("name", ["pinned_message", "message_auto_delete_timer_changed"])
def test_what_telegram_says_of_the_chat_is_kept_and_not_answered(name: str) -> None:
    parsed = parse(written(**{name: {}}))
    assert parsed.inbound is None
    assert parsed.raw is not None
    assert parsed.raw.address == MOTHER


@pytest.mark.parametrize(
    "update",
    [
        an_update(poll_answer={"poll_id": "1"}),
        an_update(message={"message_id": 7}),
        an_update(message=message(photo=[])),
        an_update(message=message(text="x", date="soon")),
        an_update(message=message(text="x", date=10**30)),
        an_update(message=[1]),
        an_update(callback_query={}),
        an_update(message_reaction={"chat": {"type": "private"}}),
        {},
        [],
        "message",
        7,
        None,
    ],
)
def test_an_odd_shape_is_kept_as_it_came(update: Any) -> None:
    parsed = parse(update)
    assert parsed.inbound is None
    assert parsed.raw is not None
    assert json.loads(parsed.raw.body) == update


def test_an_odd_message_goes_with_its_writer() -> None:
    parsed = parse(an_update(message=message(photo=[])))
    assert parsed.raw is not None
    assert parsed.raw.address == MOTHER


PARTS = ["message", "chat", "id", "type", "private", "text", "photo", "callback_query", "data", "update_id"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(PARTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(PARTS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_comes_nothing_is_raised(update: Any) -> None:
    assert isinstance(parse(update), Parsed)


@given(JSON)
def test_nor_for_anything_within_a_message(inner: Any) -> None:
    assert isinstance(parse(an_update(message=message(photo=inner, location=inner))), Parsed)
