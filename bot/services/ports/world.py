"""Words, senders, pages: the rest of the world."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.message import Outbound, Sent
from bot.domain.organisation import Organisation


class Words(Protocol):
    """The catalogues in `locales/`."""

    def render(
        self,
        key: str,
        language: str,
        values: Mapping[str, Any] | None = None,
        *,
        discreet: bool = False,
    ) -> str:
        """A message in words. A value {"key": k} is itself a message; {"date": iso}, {"time": iso},
        {"moment": iso} and {"count": n} are formatted for the language."""


class Sender(Protocol):
    """Sends on one channel. Raises a ProviderError."""

    async def send(self, message: Outbound) -> Sent: ...

    async def typing(self, message: Outbound, inbound_external_id: str) -> None:
        """Shows that an answer is under way; failures are of no consequence."""


Senders = Mapping[Channel, Sender]


class Pace(Protocol):
    """The rates of providers, kept for all processes together."""

    async def wait(self, channel: Channel, conversation_id: UUID) -> None:
        """Returns when the next message to this conversation may leave."""


class Pages(Protocol):
    """Settings that staff edit in the console."""

    async def organisation(self) -> Organisation: ...

    async def holidays(self, language: str = "ar") -> Mapping[date, str]:
        """Jordan's official holidays of this and the next two years, by the calendar library."""

    async def save_organisation(self, organisation: Organisation) -> None:
        """Raises WrongStateError when another state than it was made from is there by now."""


class Throttle(Protocol):
    """Counts tries in windows of time, in transactions of its own. Keys are kept hashed."""

    async def take(self, scope: str, key: str, limit: int, window: timedelta) -> bool:
        """Counts one try; False when it is more than `limit` in the present window."""

    async def give_back(self, scope: str, key: str) -> None:
        """That try does not count."""

    async def forget_old(self, now: datetime) -> None:
        """Drops what no window reaches any more."""
