"""What colleagues are called."""

from collections.abc import Callable
from uuid import UUID

from bot.services.ports import UnitOfWork

NameOf = Callable[[UUID | None], str]
"""Empty for nobody."""


async def staff_names(tx: UnitOfWork) -> NameOf:
    names = {member.id: member.name for member in await tx.staff.listed()}
    return lambda staff_id: names.get(staff_id, "") if staff_id else ""
