"""Form bodies, and what is wrong with them."""

from datetime import datetime
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import Request

Form = ImmutableMultiDict[str, str]
Problems = dict[str, str]
"""What is wrong, by field, as messages to translate."""

_FIELDS = 2000


async def read_form(request: Request) -> Form:
    """Raises HTTPException 400 for a body that is no form, 413 beyond the site's cap."""
    try:
        pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    return ImmutableMultiDict([(name, value.replace("\x00", "")) for name, value in pairs])


def text_of(form: Form, name: str, limit: int = 200) -> str:
    """One line, without spaces around it; nobody needs more than the limit."""
    return one_line(form.get(name, ""), limit)


def one_line(text: str, limit: int = 200) -> str:
    return " ".join(text.split())[:limit]


def position_of(text: str) -> int | None:
    """A place in a list, out of an address; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) <= 18 else None


def moment_of(text: str) -> datetime | None:
    """With its zone. A plus sign in an address becomes a space."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else None
