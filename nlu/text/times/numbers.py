"""Numbers, in digits and in words."""

from nlu.text.times.found import Found
from nlu.text.times.tokens import Tokens

_MOST_UNITS = 10
_MOST_DAYS = 31


def small(tokens: Tokens, i: int) -> Found[int] | None:
    """One number without its tens: ten, 10, ten of "ten and five"."""
    token = tokens[i]
    if token.number is not None:
        return Found(token.number, i + 1)
    if "number" in token.tags:
        return _with_teen(tokens, i, token.tags["number"])
    if "tens" in token.tags:
        return Found(token.tags["tens"], i + 1)
    return None


def _with_teen(tokens: Tokens, i: int, units: int) -> Found[int]:
    """خمسة عشر."""
    teen = tokens[i + 1]
    if (
        units < _MOST_UNITS
        and teen.is_("ten")
        and not teen.front
        and tokens[i].text.isascii() == teen.text.isascii()
    ):
        return Found(10 + units, i + 2)
    return Found(units, i + 1)


def whole(tokens: Tokens, i: int) -> Found[int] | None:
    """With its tens: خمسة وعشرين, twenty five."""
    found = small(tokens, i)
    if not found or tokens[i].number is not None:
        return found
    more = tokens[found.end]
    if found.what < _MOST_UNITS and "tens" in more.tags and "و" in more.front:
        return Found(found.what + more.tags["tens"], found.end + 1)
    if (
        "tens" in tokens[i].tags
        and "number" in more.tags
        and more.tags["number"] < _MOST_UNITS
        and not more.front
    ):
        return Found(found.what + more.tags["number"], found.end + 1)
    return found


def ordinal(tokens: Tokens, i: int) -> Found[int] | None:
    """الخامس, الخامس عشر, الخامس والعشرين."""
    token = tokens[i]
    if "ordinal" not in token.tags:
        return None
    count, more = token.tags["ordinal"], tokens[i + 1]
    if more.is_("ten") and not more.front and count < _MOST_UNITS:
        return Found(count + 10, i + 2)
    if "tens" in more.tags and "و" in more.front and count < _MOST_UNITS:
        return Found(count + more.tags["tens"], i + 2)
    return Found(count, i + 1)


def day_of_month(tokens: Tokens, i: int) -> Found[int] | None:
    """A number that could be one: not 45, not 079."""
    found = whole(tokens, i) or ordinal(tokens, i)
    return found if found and 1 <= found.what <= _MOST_DAYS else None
