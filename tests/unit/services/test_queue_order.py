from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, State
from bot.domain.organisation import Hours, Organisation
from bot.services.read_queue import PREVIEW, due, first_line
from bot.services.working_clock import WorkingClock

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ALWAYS = {day: Hours(time(0, 0), time(23, 59)) for day in range(7)}
CLOCK = WorkingClock(Organisation({}, hours=ALWAYS), {}, ZoneInfo("Asia/Amman"))
CLOSED = WorkingClock(Organisation({}), {}, ZoneInfo("Asia/Amman"))


def waiting(channel: Channel = Channel.TELEGRAM, wrote: datetime | None = None) -> Conversation:
    made = Conversation(uuid4(), uuid4(), channel, State.QUEUED, 1, 1, "ar", NOW)
    made.queued_at, made.last_inbound_at = NOW, wrote or NOW
    return made


def test_the_target_counts_from_when_they_began_to_wait() -> None:
    assert due(waiting(), CLOCK, timedelta(hours=2)) == NOW + timedelta(hours=2)


def test_a_window_that_closes_earlier_counts() -> None:
    conversation = waiting(Channel.WHATSAPP, NOW - timedelta(hours=22))
    assert due(conversation, CLOCK, timedelta(hours=4)) == NOW + timedelta(hours=1)


def test_a_window_that_closes_later_does_not() -> None:
    assert due(waiting(Channel.WHATSAPP), CLOCK, timedelta(hours=4)) == NOW + timedelta(hours=4)


def test_nothing_is_late_without_a_target() -> None:
    assert due(waiting(), CLOCK, None) is None


def test_a_desk_that_never_opens_still_has_an_order() -> None:
    assert due(waiting(), CLOSED, timedelta(hours=1)) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("text", "line"), [(" a\n b\t c ", "a b c"), ("", "")])
def test_a_preview_is_one_line(text: str, line: str) -> None:
    assert first_line(text) == line


def test_a_long_preview_is_cut() -> None:
    cut = first_line("word " * 100)
    assert len(cut) <= PREVIEW
    assert cut.endswith("…")
