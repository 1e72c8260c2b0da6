"""What is known of WhatsApp's templates."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.template import TemplateStatus


class Templates(Protocol):
    async def statuses(self) -> list[TemplateStatus]: ...

    async def keep(self, statuses: Sequence[TemplateStatus]) -> None:
        """Replaces what is known of these."""
