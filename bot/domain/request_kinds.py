"""What each kind of request asks for. A new kind is a definition here: the form, the summary, the console and
the reports follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """What sort of answer a field takes."""

    CHOICE = "choice"
    OWN_NAME = "own_name"
    NAME = "name"
    """Of another."""
    RELATION = "relation"
    PLACE = "place"
    PHONE = "phone"
    STORY = "story"
    """Free words over several messages, until the person says that this is all."""


@dataclass(frozen=True, slots=True)
class Field:
    """The words are `form.<name>.ask`, `form.<name>.again` and `field.<name>` in the catalogues."""

    name: str
    answer: Answer
    optional: bool = False
    options: tuple[str, ...] = ()
    """Of a CHOICE; their words are `<name>.<option>`."""
    unless: tuple[str, str] | None = None
    """Not asked when that other field has that value."""
    ask: str = ""
    """Words of the question, where they differ."""

    @property
    def question(self) -> str:
        return self.ask or f"form.{self.name}.ask"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text's key ends with its version: changed words are a new text, and old consents keep theirs."""

    purpose: str
    key: str
    version: str


@dataclass(frozen=True, slots=True)
class RequestKind:
    name: str
    fields: tuple[Field, ...] = ()
    consent: ConsentText | None = None
    restricted: bool = False
    priority: str = "normal"
    target: str = ""
    """Whose target time counts; empty: its own."""
    begun_by: str = ""
    """The intent that asks for it; empty: `request_<name>`."""

    @property
    def by_chat(self) -> bool:
        """Whether the form can register it; else a caseworker takes it."""
        return bool(self.fields)

    @property
    def intent(self) -> str:
        return self.begun_by or f"request_{self.name}"

    def field(self, name: str) -> Field | None:
        return next((each for each in self.fields if each.name == name), None)

    def asked(self, given: Mapping[str, Any]) -> tuple[Field, ...]:
        """The fields that count with these answers, in order."""
        return tuple(
            each for each in self.fields if each.unless is None or given.get(each.unless[0]) != each.unless[1]
        )


_RELATIVES = ("self", "relative", "other")

FOR_WHOM = Field("for_whom", Answer.CHOICE, options=_RELATIVES)
WRITER = Field("writer_name", Answer.OWN_NAME, optional=True)
RELATION = Field("inmate_relation", Answer.RELATION)
INMATE = Field("inmate_name", Answer.NAME, optional=True, unless=("inmate_relation", "self"))
GOVERNORATE = Field("governorate", Answer.PLACE)
PHONE = Field("phone", Answer.PHONE, optional=True)
NEED = Field("need", Answer.STORY)
NEED_GENTLY = Field("need", Answer.STORY, ask="form.need.ask_gently")

_PEOPLE = (FOR_WHOM, WRITER, RELATION, INMATE)
_REACH = (GOVERNORATE, PHONE)
_TO_SUPPORT = ConsentText(purpose="support", key="consent.request.1", version="1")

_ALL = (
    RequestKind("financial_support", (*_PEOPLE, *_REACH, NEED), _TO_SUPPORT),
    RequestKind("psychological_support", (*_PEOPLE, *_REACH, NEED_GENTLY), _TO_SUPPORT),
    RequestKind("social_support", (*_PEOPLE, *_REACH, NEED), _TO_SUPPORT),
    RequestKind("legal_aid"),
    RequestKind("job"),
    RequestKind("vocational_training"),
    RequestKind("inmate_visit"),
    RequestKind("pre_release", begun_by="register_pre_release"),
)

KINDS: Mapping[str, RequestKind] = {kind.name: kind for kind in _ALL}
KIND_OF_INTENT: Mapping[str, RequestKind] = {kind.intent: kind for kind in _ALL}
