"""What staff write: the limits that replies and notes share."""

import re
from uuid import UUID, uuid5

from bot.domain.errors import InvalidInputError

MOST = 4000
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of characters that no UTF-8 can hold."""
ID_MOST = 200


def checked(text: str) -> str:
    """The text without outer blanks. Raises InvalidInputError when nothing is left or it is too long."""
    text = _UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", text).strip()
    if not text:
        raise InvalidInputError("text", "empty")
    if len(text) > MOST:
        raise InvalidInputError("text", "too_long")
    return text


def own_id(conversation_id: UUID, staff_id: UUID, what: str, client_id: str) -> UUID:
    """The same request again, from the same writer, has the same id: it is carried out once."""
    if not client_id or len(client_id) > ID_MOST:
        raise InvalidInputError("id", "needed")
    return uuid5(conversation_id, f"{what} {staff_id} {client_id}")
