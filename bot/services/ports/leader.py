"""One of many processes does what only one may do."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.errors import RafeeqError


class LeaseLostError(RafeeqError):
    """Another process may do it by now."""


class Lease(Protocol):
    async def check(self) -> None:
        """Raises LeaseLostError."""


class Membership(Protocol):
    async def check(self) -> None:
        """Raises LeaseLostError."""

    async def last(self) -> bool:
        """Leaves; True when no other member is left, and then none can join before this one is through."""


class Leader(Protocol):
    """A lock that is let go the moment its process dies. Leading excludes other leaders and all members."""

    def lead(self) -> AbstractAsyncContextManager[Lease]:
        """Waits until it is this process's turn."""

    def join(self) -> AbstractAsyncContextManager[Membership]: ...
