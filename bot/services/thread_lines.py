"""Puts stored messages and notes into words for staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.errors import RafeeqError
from bot.domain.message import Author, Delivery, Kind, Message
from bot.services.colleagues import NameOf
from bot.services.compose import render
from bot.services.degrade import Shown
from bot.services.ports import StoredMedia, UnitOfWork, Words
from bot.services.ports.requests import Note
from bot.services.redaction import Redaction
from nlu.text.crisis import words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a thread. A hidden one says only that it is there."""

    id: UUID
    at: datetime
    author: Author | None
    """None for an internal note."""
    kind: Kind | None
    position: int = 0
    name: str = ""
    """Of the staff member who wrote it."""
    text: str = ""
    choices: tuple[str, ...] = ()
    hidden: bool = False
    restricted: bool = False
    delivery: Delivery | None = None
    perhaps_twice: bool = False
    error_code: str = ""
    media: StoredMedia | None = None
    about: UUID | None = None
    alarm: str = ""
    """Grade and rule of the alarm it raised."""
    alarm_words: str = ""
    """Those of the word list that it has."""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """What putting one conversation's messages into words needs."""

    tx: UnitOfWork
    words: Words
    conversation: Conversation
    redaction: Redaction
    name_of: NameOf


async def message_line(reader: Reader, message: Message) -> Line:
    line = Line(
        id=message.id,
        at=message.at,
        author=message.author,
        kind=message.kind,
        position=message.position,
        name=reader.name_of(message.staff_id),
        restricted=reader.redaction.restricts(message),
        delivery=message.delivery,
        perhaps_twice=message.perhaps_twice,
        error_code=message.error_code,
        about=message.about_id,
    )
    if reader.redaction.hides(message):
        return replace(line, hidden=True, kind=None)
    return await _with_words(reader, message, line)


def note_line(reader: Reader, note: Note) -> Line:
    hidden = reader.redaction.hides_note(note)
    return Line(
        id=note.id,
        at=note.at,
        author=None,
        kind=None,
        name=reader.name_of(note.staff_id),
        text="" if hidden else note.text,
        hidden=hidden,
        restricted=note.restricted,
    )


def merged(messages: Sequence[Line], notes: Sequence[Line]) -> list[Line]:
    """Messages stay in their order; each note stands before the first message that is later."""
    waiting = sorted(notes, key=lambda note: note.at)
    lines: list[Line] = []
    for message in messages:
        while waiting and waiting[0].at < message.at:
            lines.append(waiting.pop(0))
        lines.append(message)
    return [*lines, *waiting]


async def _with_words(reader: Reader, message: Message, line: Line) -> Line:
    media: StoredMedia | None = None
    if message.media_id is not None:
        media = await reader.tx.media.get(message.media_id)
    shown = _rendered(reader, message)
    return replace(
        line,
        text=shown.text or await _pressed(reader, message),
        choices=tuple(choice.label for choice in shown.choices),
        media=media,
        alarm=message.crisis,
        alarm_words=words_of(message.text, message.crisis.rpartition(":")[2]) if message.crisis else "",
        data=message.body.get("data") or {},
    )


def _rendered(reader: Reader, message: Message) -> Shown:
    """Words that a catalogue no longer has are shown by their key: a thread opens however old it is."""
    try:
        return render(message.channel, reader.conversation.language, message.body, reader.words)
    except RafeeqError:
        return Shown(str(message.body.get("message", "")), ())


async def _pressed(reader: Reader, message: Message) -> str:
    """The label of a pressed button, where the channel did not say it."""
    if message.kind is not Kind.PRESS:
        return ""
    choice = await reader.tx.choices.get(str(message.body.get("choice", "")), reader.conversation.id)
    return reader.words.render(choice.label, reader.conversation.language) if choice else ""
