"""A conversation: who has it, since when, and what may be done with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.domain.channel import Channel

UNDO_SECONDS = 10
"""Return and resolve take effect after this, so that they can be undone."""

WHATSAPP_WINDOW = timedelta(hours=24)
WINDOW_MARGIN = timedelta(minutes=60)


class State(StrEnum):
    ASSISTANT = "assistant"
    QUEUED = "queued"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Priority(StrEnum):
    CRISIS = "crisis"
    LOOK = "look"
    NORMAL = "normal"


class Release(StrEnum):
    """How a caseworker lets go of a conversation."""

    RETURN = "return"
    RESOLVE = "resolve"


@dataclass(slots=True)
class Conversation:
    id: UUID
    contact_point_id: UUID
    channel: Channel
    state: State
    epoch: int
    """Raised by claim, return, resolve and crisis: the assistant's replies under an older one are dropped."""
    stretch: int
    """Raised when the assistant gets the conversation back: its dialogue state starts empty."""
    language: str
    created_at: datetime
    holder_id: UUID | None = None
    claimed_at: datetime | None = None
    queued_at: datetime | None = None
    queue_reason: str = ""
    priority: Priority = Priority.NORMAL
    crisis_at: datetime | None = None
    """When the present crisis began; None when there is none."""
    worried_at: datetime | None = None
    """When a worrying sign came that nothing has settled since; None when there is none."""
    release: Release | None = None
    release_at: datetime | None = None
    last_inbound_at: datetime | None = None
    not_understood: int = 0
    """How many times in a row."""
    told_waiting: bool = False
    """While queued the person is told once who will answer."""
    holding_line_at: datetime | None = None
    discreet: bool = False
    notice_given: bool = False
    reachable: bool = True
    """False once the provider said that nothing gets through, until the person writes again."""

    @property
    def waits_for_person(self) -> bool:
        return self.state in (State.QUEUED, State.CLAIMED)

    @property
    def window_end(self) -> datetime | None:
        """Until when free text may be sent; None where the channel has no window."""
        if self.channel is not Channel.WHATSAPP or self.last_inbound_at is None:
            return None
        return self.last_inbound_at + WHATSAPP_WINDOW

    def window_minutes_left(self, now: datetime) -> int | None:
        end = self.window_end
        return None if end is None else max(0, int((end - now).total_seconds() // 60))

    def window_open(self, now: datetime) -> bool:
        end = self.window_end
        return end is None or now < end
