"""The port to the assistant's dialogue engine: a message and its state in, words, commands and new state out.

The engine keeps nothing between calls. What it gives back as `state` goes into the next call of the same
stretch; it is opaque, JSON-shaped, and personal (encrypt it at rest).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from bot.domain.message import ReplyKind

__all__ = [
    "Answer",
    "AppointmentFacts",
    "Choice",
    "ChoiceScope",
    "Command",
    "Dialogue",
    "DialogueError",
    "DialogueFailed",
    "DialogueNotReady",
    "DraftFacts",
    "Facts",
    "Outcome",
    "Payload",
    "Reply",
    "ReplyKind",
    "RequestFacts",
    "Turn",
    "Understood",
]

JsonValue = Any
Values = Mapping[str, JsonValue]


class ChoiceScope(StrEnum):
    """How long a button stays good."""

    ALWAYS = "always"
    STRETCH = "stretch"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Payload:
    """What a pressed button means. Only the app makes one, from a choice it stored."""

    intent: str
    entities: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftFacts:
    id: str
    kind: str
    fields: Values
    step: str | None
    age_days: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the worker really did with a command of the last answer."""

    command: str
    ok: bool
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    number: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    step: str = ""
    """What the person is being asked of an appointment; empty: nothing."""
    ahead: int = 0
    """How many are booked from this contact point."""
    announced: int = 0
    """Workshops and the like that anybody may join."""
    bookable: bool = False
    """Whether anything can be booked: a service is given by somebody with working hours."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the app knows at the moment of a message; the engine sees it as slots."""

    queued: bool = False
    crisis: bool = False
    language: str = "ar"
    first_contact: bool = False
    after_silence: bool = False
    """A short message that comes first, or after an hour without any."""
    discreet: bool = False
    newer_waiting: bool = False
    attachment: str | None = None
    draft: DraftFacts | None = None
    stale_choice: bool = False
    outcome: Outcome | None = None
    requests: Sequence[RequestFacts] = ()
    appointments: AppointmentFacts = field(default_factory=AppointmentFacts)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a person. `state` None begins a stretch."""

    conversation: UUID
    stretch: int
    message_id: str
    text: str | None = None
    payload: Payload | None = None
    vector: Sequence[float] | None = None
    state: JsonValue = None
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    payload: Payload
    scope: ChoiceScope = ChoiceScope.STRETCH
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """A message by its key in the catalogue, never by its words."""

    message: str
    kind: ReplyKind = ReplyKind.ANSWER
    values: Values = field(default_factory=dict)
    choices: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """Something the worker is asked to do; the names' one home is the domain's commands module."""

    name: str
    args: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    intent: str | None = None
    confidence: float = 0.0
    ranking: Sequence[tuple[str, float]] = ()
    entities: Sequence[Values] = ()
    also: str | None = None
    """A second thing that the message plainly asks."""


@dataclass(frozen=True, slots=True)
class Answer:
    replies: Sequence[Reply]
    commands: Sequence[Command]
    state: JsonValue
    understood: Understood = field(default_factory=Understood)


class DialogueError(Exception):
    """The dialogue engine gave no answer."""


class DialogueNotReady(DialogueError):
    """No engine is up with a model loaded; waiting helps, and it counts as no attempt."""


class DialogueFailed(DialogueError):
    """The engine tried this message and failed; the state is as before."""


class Dialogue(Protocol):
    async def answer(self, turn: Turn) -> Answer:
        """Raises DialogueNotReady or DialogueFailed; calling again with the same turn is safe."""
        ...

    async def ready(self) -> str | None:
        """The loaded model's id, or None while any engine has none."""
        ...
