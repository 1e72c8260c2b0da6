"""What messages meant, as staff said; and the trainings that learn from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID


class ExampleStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ExampleSource(StrEnum):
    THREAD = "thread"
    QUESTION = "question"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class LearnedExample:
    """A message without names and numbers, and what it meant."""

    id: UUID
    text: str
    intent: str
    language: str
    status: ExampleStatus
    source: ExampleSource
    at: datetime | None = None
    by: str = ""
    """Name of who said so."""
    reviewed_by: str = ""


class Examples(Protocol):
    async def add(self, example: LearnedExample, *, by: UUID, message_id: UUID | None = None) -> bool:
        """False when this text is there already, whatever it was taken to mean."""

    async def listed(self, status: ExampleStatus, *, limit: int = 50) -> Sequence[LearnedExample]:
        """Oldest first where they wait for review, else newest first."""

    async def accepted(self) -> Sequence[tuple[str, str]]:
        """Text and intent of all, in a fixed order."""

    async def get(self, example_id: UUID) -> LearnedExample:
        """Raises NotFoundError."""

    async def judge(
        self, example_id: UUID, status: ExampleStatus, *, text: str, intent: str, by: UUID
    ) -> None: ...

    async def counts(self) -> Mapping[ExampleStatus, int]: ...


class TrainingState(StrEnum):
    WAITING = "waiting"
    LEARNING = "learning"
    MEASURING = "measuring"
    DONE = "done"
    WORSE = "worse"
    """The model was not taken into use."""
    FAILED = "failed"


UNDER_WAY = frozenset({TrainingState.WAITING, TrainingState.LEARNING, TrainingState.MEASURING})


@dataclass(frozen=True, slots=True)
class Training:
    id: UUID
    state: TrainingState
    started_at: datetime
    by: str = ""
    detail: str = ""
    """What it does at present, or why it failed."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """`new`, `old`, and in `worse` what fell."""
    ended_at: datetime | None = None

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


class Trainings(Protocol):
    async def start(self, by: UUID) -> UUID | None:
        """None while another is under way."""

    async def newest(self) -> Training | None: ...

    async def get(self, training_id: UUID) -> Training: ...

    async def report(
        self,
        training_id: UUID,
        state: TrainingState,
        detail: str = "",
        figures: Mapping[str, Any] | None = None,
    ) -> None: ...
