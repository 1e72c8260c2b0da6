"""Alerts to staff's own Telegram."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.message import Delivery


@dataclass(slots=True)
class Page:
    """One alert to one member of staff. It carries no personal data, only that somebody is needed."""

    id: UUID
    alert_id: UUID
    staff_id: UUID
    words: str
    """Key of the words."""
    delivery: Delivery
    at: datetime
    error_code: str = ""
    sent_at: datetime | None = None
