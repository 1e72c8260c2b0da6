"""What the desk's middle pane knows of itself, and how refusals are told."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest

from bot.console.desk_page import Opened
from bot.console.desk_refusals import refusal_status, refusal_words
from bot.console.visit import Visit
from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, State
from bot.domain.errors import (
    AlreadyHeldError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RafeeqError,
    WindowClosedError,
    WrongStateError,
)
from bot.domain.staff import Role, Staff
from bot.services.read_thread import Thread
from tests.support.staff import member

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SAMIRA, OMAR, HALA = member("Samira"), member("Omar"), member("Hala", Role.COORDINATOR)


def opened(actor: Staff, holder: Staff | None, **more: Any) -> Opened:
    state = State.CLAIMED if holder else State.QUEUED
    channel = more.pop("channel", Channel.TELEGRAM)
    made = Conversation(uuid4(), uuid4(), channel, state, 1, 1, "ar", NOW)
    made.holder_id = holder.id if holder else None
    for name, value in more.items():
        setattr(made, name, value)
    thread = Thread.__new__(Thread)
    object.__setattr__(thread, "conversation", made)
    return Opened(made.id, thread, now=NOW, actor=actor)


@pytest.mark.parametrize(
    ("actor", "holder", "mine", "anothers", "freeable"),
    [
        (SAMIRA, None, False, False, False),
        (SAMIRA, SAMIRA, True, False, False),
        (SAMIRA, OMAR, False, True, False),
        (HALA, OMAR, False, True, True),
        (HALA, HALA, True, False, False),
    ],
)
def test_whose_it_is(actor: Staff, holder: Staff | None, mine: bool, anothers: bool, freeable: bool) -> None:
    found = opened(actor, holder)
    assert (found.mine, found.anothers, found.freeable) == (mine, anothers, freeable)


@pytest.mark.parametrize(("seconds", "left"), [(None, 0), (10, 10), (0.6, 1), (0, 0), (-30, 0)], ids=str)
def test_the_seconds_that_are_left_to_undo(seconds: float | None, left: int) -> None:
    at = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert opened(SAMIRA, SAMIRA, release_at=at).seconds_to_undo == left


@pytest.mark.parametrize(
    ("channel", "hours", "closed"),
    [(Channel.WHATSAPP, 25, True), (Channel.WHATSAPP, 23, False), (Channel.TELEGRAM, 900, False)],
)
def test_only_whatsapps_window_closes(channel: Channel, hours: int, closed: bool) -> None:
    wrote = NOW - timedelta(hours=hours)
    assert opened(SAMIRA, SAMIRA, channel=channel, last_inbound_at=wrote).window_closed is closed


def test_a_colleagues_shows_nothing_of_itself() -> None:
    with pytest.raises(NotAllowedError):
        _ = Opened(uuid4(), holder="Omar").conversation


class English:
    """A visit, as far as its words go."""

    def gettext(self, message: str, **values: str) -> str:
        return message % values if values else message


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (AlreadyHeldError("1", "Omar"), 409, "Omar has this conversation. Nothing was sent."),
        (InvalidInputError("text", "empty"), 422, "Write something first."),
        (InvalidInputError("text", "too_long"), 422, "This is too long"),
        (WindowClosedError("window_closed"), 409, "Send a template instead"),
        (WrongStateError("too_late"), 409, "It has gone already"),
        (WrongStateError("a new one"), 409, "changed meanwhile"),
        (WrongStateError(), 409, "changed meanwhile"),
        (NotAllowedError("restricted"), 409, "protection permission"),
        (NotFoundError(), 409, "This did not work"),
    ],
)
def test_a_refusal_is_told_in_words(error: RafeeqError, status: int, told: str) -> None:
    assert told in refusal_words(cast(Visit, English()), error)
    assert refusal_status(error) == status
