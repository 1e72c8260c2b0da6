from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain.errors import InvalidInputError
from bot.domain.message import Author, Kind
from bot.services.staff_words import MOST, checked, own_id
from bot.services.thread_lines import Line, merged

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CONVERSATION, SAMIRA, OMAR = uuid4(), uuid4(), uuid4()


def said(text: str, minute: int) -> Line:
    return Line(uuid4(), START + timedelta(minutes=minute), Author.PERSON, Kind.TEXT, text=text)


def noted(text: str, minute: int) -> Line:
    return Line(uuid4(), START + timedelta(minutes=minute), None, None, text=text)


@pytest.mark.parametrize(
    ("notes", "order"),
    [([], "ab"), ([2], "anb"), ([0], "nab"), ([9], "abn"), ([9, 2], "anbn")],
)
def test_notes_stand_where_they_were_written(notes: list[int], order: str) -> None:
    lines = merged([said("a", 1), said("b", 3)], [noted("n", minute) for minute in notes])
    assert "".join(line.text for line in lines) == order


def test_messages_keep_their_order_whatever_their_clock_says() -> None:
    assert [line.text for line in merged([said("a", 5), said("b", 1)], [])] == ["a", "b"]


def test_words_lose_outer_blanks_and_what_cannot_be_sent() -> None:
    assert checked("  a\x00b\ud800 \n") == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("text", "problem"), [("", "empty"), (" \n", "empty"), ("a" * (MOST + 1), "too_long")]
)
def test_nothing_and_too_much_are_refused(text: str, problem: str) -> None:
    with pytest.raises(InvalidInputError) as wrong:
        checked(text)
    assert wrong.value.problem == problem


def test_the_longest_passes() -> None:
    assert len(checked("a" * MOST)) == MOST


@pytest.mark.parametrize(
    ("conversation", "staff", "what", "client"),
    [
        (uuid4(), SAMIRA, "reply", "1"),
        (CONVERSATION, OMAR, "reply", "1"),
        (CONVERSATION, SAMIRA, "note", "1"),
        (CONVERSATION, SAMIRA, "reply", "2"),
    ],
)
def test_an_id_is_its_writers_own(conversation: UUID, staff: UUID, what: str, client: str) -> None:
    mine = own_id(CONVERSATION, SAMIRA, "reply", "1")
    assert own_id(CONVERSATION, SAMIRA, "reply", "1") == mine
    assert own_id(conversation, staff, what, client) != mine


@pytest.mark.parametrize("client", ["", "x" * 201])
def test_an_id_is_needed_and_short(client: str) -> None:
    with pytest.raises(InvalidInputError):
        own_id(CONVERSATION, SAMIRA, "reply", client)
