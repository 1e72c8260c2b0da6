"""Signs of danger, and the alarm that follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Grade(StrEnum):
    DANGER = "danger"
    """Emergency number, a human, top of the queue."""
    WORRYING = "worrying"
    """One caring line with the number, and a button."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Why a message raised an alarm. `why` names the rule, never the person's words."""

    grade: Grade
    why: str


SAID_YES = "said_yes"
"""The person says that they need help now."""
SECOND = "second."
"""Before a rule: it is the second worrying sign."""
TOGETHER = "together."
"""Before a rule: it shows only when short messages that follow each other are read as one."""
_FRAGMENT = 5
"""Words of a message that may be a piece of a sentence."""


def is_fragment(text: str) -> bool:
    return 0 < len(text.split()) <= _FRAGMENT


def together(before: Sequence[str], text: str) -> str:
    """A fragment with those just before it, as one text; empty where there are none."""
    if not is_fragment(text):
        return ""
    run: list[str] = [text]
    for earlier in reversed(before):
        if not is_fragment(earlier):
            break
        run.insert(0, earlier)
    return " ".join(run) if len(run) > 1 else ""


Screen = Callable[[str, Sequence[str]], Sign | None]
"""A message and the person's last few before it; pure and quick, it runs inside the receiving transaction."""

LearnedScreen = Callable[[str, Sequence[float] | None], Sign | None]
"""A message and its vector, where there is one; the worker runs it before the dialogue engine."""

HOLDING_LINE_AFTER = timedelta(minutes=1)
"""Between the first holding lines; then it is"""
HOLDING_LINE_EVERY = timedelta(minutes=3)
CARING_LINE_EVERY = timedelta(minutes=10)
SILENCE = timedelta(minutes=10)
"""Without any message after a worrying one: then somebody is asked to look."""
FRAGMENTS_WITHIN = timedelta(minutes=3)
"""Short messages that follow each other within this are also read as one."""
SECOND_SIGN_WITHIN = timedelta(hours=1)
"""A second worrying message within this is taken for danger."""


class AlertStep(StrEnum):
    """How far an unacknowledged alarm has gone."""

    RAISED = "raised"
    ON_CALL_TOLD = "on_call_told"
    ON_CALL_TOLD_AGAIN = "on_call_told_again"
    COORDINATOR_TOLD = "coordinator_told"
    PERSON_TOLD = "person_told"


class Judgement(StrEnum):
    """What staff say of a message."""

    NOT_CRISIS = "not_crisis"
    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    MEDICAL = "medical"


_UNFOUNDED = "unfounded:"
_MISSED = "missed:"


def raised(crisis: str) -> bool:
    """Whether a message's mark is that of an alarm, or of a worry, that still stands."""
    return crisis.startswith(tuple(f"{grade}:" for grade in Grade))


def judged(crisis: str, judgement: Judgement) -> str:
    """A message's mark after the judgement; an unfounded alarm's own mark is kept inside."""
    return _UNFOUNDED + crisis if judgement is Judgement.NOT_CRISIS else _MISSED + judgement


def unjudged(crisis: str) -> str | None:
    """The mark before the judgement; None when there was none."""
    if crisis.startswith(_MISSED):
        return ""
    return crisis.removeprefix(_UNFOUNDED) if crisis.startswith(_UNFOUNDED) else None


@dataclass(frozen=True, slots=True)
class CrisisExample:
    """A judged message, without names and numbers."""

    id: UUID
    message_id: UUID
    text: str
    label: Judgement
    language: str
    rule: str
    """What raised the alarm that was none."""
    staff_id: UUID | None
    at: datetime


@dataclass(slots=True)
class CrisisAlert:
    id: UUID
    conversation_id: UUID
    raised_at: datetime
    step: AlertStep
    step_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
