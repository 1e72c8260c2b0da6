"""A restricted matter inside a conversation: what is shown only to those who protect people."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.message import Message


@dataclass(frozen=True, slots=True)
class Exchange:
    """From the message that raised the matter to the end of its stretch."""

    stretch: int
    first: int
    """Position of the message that raised it."""
    since: datetime
    until: datetime | None = None
    """When the next stretch began; None while the exchange goes on."""

    def holds(self, message: Message) -> bool:
        return message.stretch == self.stretch and message.position >= self.first

    def holds_moment(self, at: datetime) -> bool:
        return at >= self.since and (self.until is None or at < self.until)
