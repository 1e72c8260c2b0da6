"""Staff of all kinds, for whoever tests what they may do."""

from uuid import uuid4

from bot.domain.staff import Permission, Role, Staff
from bot.services.ports import UnitOfWorkFactory


def member(
    name: str = "Samira", *roles: Role, protection: bool = False, data_protection: bool = False
) -> Staff:
    """A caseworker when no role is named."""
    given = {Permission.PROTECTION: protection, Permission.DATA_PROTECTION: data_protection}
    return Staff(
        id=uuid4(),
        name=name,
        login=f"{name}-{uuid4()}",
        roles=frozenset(roles or {Role.CASEWORKER}),
        permissions=frozenset(permission for permission, on in given.items() if on),
    )


async def employed(begin: UnitOfWorkFactory, *members: Staff) -> None:
    async with begin() as tx:
        for each in members:
            await tx.staff.add(each)
