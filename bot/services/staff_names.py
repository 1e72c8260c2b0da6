"""Names of staff: what is shown, and by what they sign in."""

import unicodedata
from uuid import UUID

from bot.domain.errors import InvalidInputError
from bot.services.ports import UnitOfWork

NAME_CHARACTERS = 64


def login_of(name: str) -> str:
    """One spelling for what looks the same: no matter the case, the width or the spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:NAME_CHARACTERS]


def check_name(name: str) -> str:
    """As it will be shown. Raises InvalidInputError."""
    shown = " ".join("".join(c for c in name if c.isprintable()).split())
    if not shown:
        raise InvalidInputError("name", "no_name")
    if len(shown) > NAME_CHARACTERS:
        raise InvalidInputError("name", "long_name")
    return shown


async def require_free_login(
    tx: UnitOfWork, name: str, login: str = "", *, own: UUID | None = None
) -> tuple[str, str]:
    """Name and login as they are kept; without a login the name is it. Raises InvalidInputError."""
    shown = check_name(name)
    wanted = login_of(login or shown)
    holder = await tx.staff.by_login(wanted)
    if holder is not None and holder.id != own:
        raise InvalidInputError("login" if login else "name", "name_taken")
    return shown, wanted
