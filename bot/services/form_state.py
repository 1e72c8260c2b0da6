"""A request form as it stands, a message as it was heard, and what was decided about it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.request_kinds import KINDS, Answer, Field, RequestKind

SUMMARY = "summary"
CHOOSING = "choosing"
"""Which answer is to be corrected."""
CONSENT = "consent"
_AFTER_STORY = frozenset({SUMMARY, CHOOSING, CONSENT})


class Note(StrEnum):
    """What is said before the next question."""

    NONE = ""
    BEGUN = "begun"
    RESUMED = "resumed"
    CORRECTED = "corrected"
    NOTED = "noted"
    MORE_PLACES = "more_places"
    WORRIED = "worried"
    """The message may speak of danger: nothing else is asked now."""


@dataclass(frozen=True, slots=True)
class Form:
    kind: str
    fields: Mapping[str, Any]
    """A field that was passed over is there, as None."""
    step: str
    """A field's name, or one of the steps above."""
    told: bool = False
    """The story is told to its end."""
    tries: int = 0
    """How often this step's question was answered by something else."""
    last: str = ""
    """The field answered last: what "no, I meant" is about."""
    note: Note = Note.NONE
    noted: str = ""
    """The field that the note is about."""

    @property
    def definition(self) -> RequestKind:
        return KINDS[self.kind]

    @property
    def field(self) -> Field | None:
        return self.definition.field(self.step)

    def dump(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> "Form":
        return cls(**{**dumped, "note": Note(dumped.get("note", ""))})

    @classmethod
    def of_draft(cls, kind: str, fields: Mapping[str, Any], step: str) -> "Form":
        """As the app kept it; a step that the definition no longer has begins at the first open question."""
        form = cls(kind, dict(fields), step, told=step in _AFTER_STORY)
        known = form.field is not None or step in _AFTER_STORY
        return form if known else cls(kind, dict(fields), next_step(kind, fields, told=False))


def next_step(kind: str, fields: Mapping[str, Any], *, told: bool) -> str:
    for each in KINDS[kind].asked(fields):
        if each.name not in fields or (each.answer is Answer.STORY and not told):
            return each.name
    return SUMMARY


@dataclass(frozen=True, slots=True)
class Heard:
    """A message. Typed: `text` and what the classifier made of it; pressed: the button's `act` or value."""

    text: str = ""
    intent: str = ""
    confidence: float = 0.0
    act: str = ""
    field: str = ""
    value: str = ""

    @property
    def pressed(self) -> bool:
        return bool(self.act or self.field)

    @property
    def length(self) -> int:
        """In words."""
        return len(self.text.split())

    def means(self, intent: str, least: float) -> bool:
        return self.intent == intent and self.confidence >= least


class Verdict(StrEnum):
    ANSWER = "answer"
    CORRECTION = "correction"
    UNCLEAR = "unclear"
    QUESTION = "question"
    """Something else, which the rules answer; the form asks again after it."""
    STOP = "stop"
    HUMAN = "human"
    COMPLAINT = "complaint"
    MISTREATMENT = "mistreatment"
    CONSENTED = "consented"
    REFUSED = "refused"
    ERASED = "erased"


ENDS = frozenset(Verdict) - {Verdict.ANSWER, Verdict.CORRECTION, Verdict.UNCLEAR, Verdict.QUESTION}


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    form: Form
    changed: tuple[str, ...] = field(default=())
    """Fields whose values are new."""
