"""What staff do from their own account on a channel."""

from typing import Protocol

from bot.domain.channel import Address


class StaffLine(Protocol):
    async def link(self, code: str, address: Address) -> str:
        """Words to answer with; empty when the code is nobody's: the message is then an ordinary one."""

    async def acknowledge(self, alert_id: str, address: Address) -> str:
        """Words to answer with; empty when this account may not."""
