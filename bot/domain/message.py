"""The one shape of what comes in and goes out, whatever the channel."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from bot.domain.channel import Address, Channel


class Author(StrEnum):
    PERSON = "person"
    ASSISTANT = "assistant"
    CASEWORKER = "caseworker"
    SYSTEM = "system"


class Kind(StrEnum):
    """What a message is. EDIT and REACTION speak of an earlier one (`about`)."""

    TEXT = "text"
    PRESS = "press"
    MEDIA = "media"
    LOCATION = "location"
    CONTACT = "contact"
    EDIT = "edit"
    REACTION = "reaction"
    UNSUPPORTED = "unsupported"
    TEMPLATE = "template"


class MediaKind(StrEnum):
    IMAGE = "image"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A medium at the provider, not fetched yet, or `data` when it came with the message (web chat)."""

    kind: MediaKind
    provider_id: str = ""
    mime: str = ""
    filename: str = ""
    size: int | None = None
    data: bytes | None = None
    inline: bool = False
    """`data` was drawn anew by us: a browser may show it in the page."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says. Only the parts that its kind uses are set."""

    kind: Kind
    text: str = ""
    choice: str = ""
    """Id of the pressed choice (a row of ours), for PRESS; `text` is then the label the channel gave."""
    media: MediaRef | None = None
    data: dict[str, Any] = field(default_factory=dict)
    """Location (latitude, longitude, name), contact (name, phones), reaction (emoji) ..."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as a gateway hands it in."""

    address: Address
    external_id: str
    """Unique in its channel; the same again is the same message."""
    content: Content
    aliases: tuple[Address, ...] = ()
    """Further addresses of the same contact point (WhatsApp: user id beside phone)."""
    about: str = ""
    """External id of the message an edit or a reaction is about."""
    sent_at: datetime | None = None
    language_hint: str = ""
    profile_name: str = ""

    @property
    def channel(self) -> Channel:
        return self.address.channel


@dataclass(frozen=True, slots=True)
class RawPayload:
    """What a provider sent in a shape that we do not know, kept for whoever has to find out."""

    channel: Channel
    body: str
    address: Address | None = None
    """Whose it is, where that could be read: it goes with their conversation."""


class Handling(StrEnum):
    """What became of a message that came in."""

    RECEIVED = "received"
    HANDLED = "handled"
    HELD = "held"
    """A person holds the conversation: shown to them, not answered by the assistant."""
    FAILED = "failed"
    STORED = "stored"
    """Kept and shown, needs no answer (edit, reaction)."""


class Delivery(StrEnum):
    """Where a message that goes out is. Ranked: a later, lower one never overwrites a higher one."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    DROPPED = "dropped"


DELIVERY_RANK = {
    Delivery.QUEUED: 0,
    Delivery.SENDING: 1,
    Delivery.SENT: 2,
    Delivery.FAILED: 3,
    Delivery.DELIVERED: 4,
    Delivery.READ: 5,
    Delivery.DROPPED: 9,
}


class ReplyKind(StrEnum):
    """Why the assistant says something, so that the worker can hold it back and count."""

    ANSWER = "answer"
    QUESTION = "question"
    REPEATED_QUESTION = "repeated_question"
    NOT_UNDERSTOOD = "not_understood"
    NOTICE = "notice"
    """System words: hand-over, crisis, joined, returned."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a provider says later of a message of ours. `callback` is our own id given at sending."""

    channel: Channel
    external_id: str
    delivery: Delivery
    callback: str = ""
    at: datetime | None = None
    error_code: str = ""
    error_detail: str = ""


@dataclass(frozen=True, slots=True)
class OutboundChoice:
    """A button or list row, rendered. `id` is opaque and at most 64 bytes with any prefix."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class OutboundMedia:
    kind: MediaKind
    mime: str
    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outbound:
    """A message ready for a channel's sender: words rendered, choices within the channel's limits."""

    message_id: UUID
    address: Address
    text: str = ""
    choices: tuple[OutboundChoice, ...] = ()
    list_title: str = ""
    """Label of the button that opens a list where the channel has one (WhatsApp)."""
    media: OutboundMedia | None = None
    template: str = ""
    template_language: str = ""
    template_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it. `external_id` is empty where the channel has none."""

    external_id: str = ""


@dataclass(slots=True)
class Message:
    """A stored message of a conversation, in or out."""

    id: UUID
    position: int
    conversation_id: UUID
    channel: Channel
    author: Author
    kind: Kind
    body: dict[str, Any]
    """In: text, choice, data, media. Out: text, or name and values and choices to render when sent."""
    at: datetime
    staff_id: UUID | None = None
    external_id: str = ""
    about_id: UUID | None = None
    handling: Handling | None = None
    attempts: int = 0
    crisis: str = ""
    """Grade and rule of the alarm it raised ("danger:...", "worrying:..."), or empty."""
    restricted: bool = False
    delivery: Delivery | None = None
    epoch: int | None = None
    stretch: int = 1
    reply_kind: ReplyKind | None = None
    perhaps_twice: bool = False
    error_code: str = ""
    sending_at: datetime | None = None
    sent_at: datetime | None = None
    media_id: UUID | None = None

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))
