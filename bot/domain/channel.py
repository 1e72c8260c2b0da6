"""Channels and the addresses people have on them."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """Names that the desk for programs uses too."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    WEBCHAT = "webchat"


class AddressKind(StrEnum):
    """What an address is. One contact point can have several (WhatsApp's phone and user id)."""

    CHAT_ID = "chat_id"
    PHONE = "phone"
    USER_ID = "user_id"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach a person. `value` is personal data: stored as hash and ciphertext only."""

    channel: Channel
    kind: AddressKind
    value: str


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """What a channel can show; longer or richer content is degraded to it."""

    text: int
    buttons: int
    button_label: int
    list_rows: int
    row_label: int


LIMITS = {
    Channel.TELEGRAM: ChannelLimits(text=4096, buttons=10, button_label=64, list_rows=10, row_label=64),
    Channel.WHATSAPP: ChannelLimits(text=4096, buttons=3, button_label=20, list_rows=10, row_label=24),
    Channel.WEBCHAT: ChannelLimits(text=8000, buttons=4, button_label=80, list_rows=10, row_label=80),
}
