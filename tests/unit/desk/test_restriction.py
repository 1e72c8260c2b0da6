from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, State
from bot.domain.message import Author, Kind, Message
from bot.domain.request import Draft
from bot.domain.restriction import Exchange
from bot.services.ports.requests import Note
from bot.services.redaction import Redaction

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONVERSATION = Conversation(uuid4(), uuid4(), Channel.TELEGRAM, State.QUEUED, 1, 2, "ar", NOW)
GOING_ON = Exchange(stretch=2, first=10, since=NOW)
OVER = Exchange(stretch=1, first=3, since=NOW - 3 * HOUR, until=NOW - 2 * HOUR)
BLIND, SEEING = Redaction(False, (GOING_ON, OVER)), Redaction(True, (GOING_ON, OVER))


def message(position: int, stretch: int) -> Message:
    body = {"text": "words"}
    made = Message(uuid4(), position, CONVERSATION.id, Channel.TELEGRAM, Author.PERSON, Kind.TEXT, body, NOW)
    return replace(made, stretch=stretch)


@pytest.mark.parametrize(
    ("position", "stretch", "hidden"),
    [(2, 1, False), (3, 1, True), (9, 1, True), (9, 2, False), (10, 2, True), (99, 2, True), (99, 3, False)],
)
def test_from_the_message_that_raised_it_to_the_end_of_its_stretch(
    position: int, stretch: int, hidden: bool
) -> None:
    assert BLIND.hides(message(position, stretch)) is hidden
    assert not SEEING.hides(message(position, stretch))


@pytest.mark.parametrize(
    ("at", "marked", "hidden"),
    [
        (NOW - 4 * HOUR, False, False),
        (NOW - 3 * HOUR, False, True),
        (NOW - 2 * HOUR, False, False),
        (NOW - 2 * HOUR, True, True),
        (NOW + HOUR, False, True),
    ],
)
def test_notes_of_that_time_are_hidden_too(at: datetime, marked: bool, hidden: bool) -> None:
    note = Note(uuid4(), CONVERSATION.id, None, "words", at, marked)
    assert BLIND.hides_note(note) is hidden
    assert not SEEING.hides_note(note)


def test_only_the_present_stretch_counts_for_now() -> None:
    assert BLIND.hides_now(CONVERSATION)
    assert not BLIND.hides_now(replace(CONVERSATION, stretch=3))
    assert not SEEING.hides_now(CONVERSATION)


def draft(begun: datetime, kind: str = "financial_support") -> Draft:
    return Draft(uuid4(), CONVERSATION.id, kind, {"need": "words"}, "need", begun, NOW)


@pytest.mark.parametrize(("begun", "shown"), [(NOW - 4 * HOUR, False), (NOW - HOUR, True)])
def test_a_draft_that_was_there_during_the_matter_shows_nothing(begun: datetime, shown: bool) -> None:
    later = replace(CONVERSATION, stretch=3)
    seen = Redaction(False, (OVER,)).draft(draft(begun), later)
    assert seen is not None
    assert bool(seen.fields) is shown


def test_who_protects_sees_the_draft() -> None:
    whole = draft(NOW)
    assert SEEING.draft(whole, CONVERSATION) is whole
    assert BLIND.draft(None, CONVERSATION) is None
