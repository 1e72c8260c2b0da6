"""What programs send to the desk and get from it: names that outside programs rely on."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

State = Literal["assistant", "queued", "claimed", "resolved"]
Channel = Literal["telegram", "whatsapp", "webchat"]
Author = Literal["person", "assistant", "caseworker", "system"]
Delivery = Literal["queued", "sending", "sent", "delivered", "read", "failed", "dropped"]


class Out(BaseModel):
    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class QueueItem(Out):
    conversation: UUID
    channel: Channel
    priority: Literal["crisis", "look", "normal"]
    reason: str
    waiting_seconds: int
    window_minutes_left: int | None = Field(description="Of WhatsApp's 24 hours; null on other channels.")
    due_at: datetime | None
    name: str
    preview: str = Field(description="First line of the person's newest message; empty when hidden.")
    language: str
    restricted: bool = Field(description="A restricted matter that you may not see.")


class Queue(Out):
    items: list[QueueItem]


class Media(Out):
    kind: str
    mime: str
    name: str
    size: int | None
    status: str


class Message(Out):
    id: UUID
    author: Author = Field(alias="from")
    kind: str | None
    text: str
    at: datetime
    delivery: Delivery | None
    perhaps_twice: bool
    error: str = Field(description="The provider's or our own code of why it was not delivered.")
    name: str = Field(description="Of the caseworker who wrote it.")
    choices: list[str]
    media: Media | None
    about: UUID | None = Field(description="The message that an edit or a reaction speaks of.")
    alarm: str
    hidden: bool


class Note(Out):
    id: UUID
    name: str
    text: str
    at: datetime
    hidden: bool


class Draft(Out):
    kind: str
    fields: dict[str, Any]
    updated_at: datetime


class Conversation(Out):
    id: UUID
    channel: Channel
    state: State
    holder: str | None
    holder_id: UUID | None
    language: str
    name: str
    reason: str
    priority: Literal["crisis", "look", "normal"]
    alarm: str = Field(description="The rule that raised the present crisis.")
    takes_effect_at: datetime | None = Field(description="When a return or resolve takes effect.")
    window_minutes_left: int | None
    restricted: bool
    messages: list[Message]
    notes: list[Note]
    draft: Draft | None
    requests: list[str]
    older: int | None = Field(description="Give it as `before` to read what came earlier.")


class ConversationLine(Out):
    conversation: UUID
    channel: Channel
    state: State
    holder: str | None
    name: str
    last_message_at: datetime | None


class Conversations(Out):
    items: list[ConversationLine]
    next: datetime | None = Field(description="Give it as `before` to read on.")


class Holding(Out):
    """Who has the conversation after what was done."""

    id: UUID
    state: State
    holder: str | None
    holder_id: UUID | None
    takes_effect_at: datetime | None


class Event(Out):
    at: datetime
    actor: str = Field(description="`person`, `assistant`, or a staff member's name.")
    verb: str
    detail: dict[str, Any]


class RequestLine(Out):
    number: str
    kind: str
    status: str
    conversation: UUID
    name: str
    holder: str | None
    created_at: datetime
    respond_by: datetime | None
    restricted: bool


class Request(RequestLine):
    fields: dict[str, Any]
    history: list[Event]


class Requests(Out):
    items: list[RequestLine]
    next: datetime | None


class Appointment(Out):
    conversation: UUID | None
    service: str
    start: datetime
    end: datetime
    caseworker: str
    room: str
    status: Literal["held", "booked", "cancelled", "kept", "missed"]


class Appointments(Out):
    items: list[Appointment]


class Problem(Out):
    error: str
    message: str
    holder: str | None = None
    holder_id: UUID | None = None
    field: str | None = None


class In(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Reply(In):
    id: StrictStr | StrictInt = Field(description="Your own, unique: sent again it is the same reply.")
    text: StrictStr = Field(description="At most 4000 characters.")


class NewNote(In):
    id: StrictStr | StrictInt | None = None
    text: StrictStr


class GivenReason(In):
    reason: Literal["covering", "asked", "danger", "complaint"]


class NewStatus(In):
    status: Literal["new", "accepted", "in_progress", "waiting", "closed", "withdrawn"]
    seen: StrictStr = ""


class NewText(In):
    text: StrictStr
