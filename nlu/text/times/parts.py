"""Parts of the day as they are said: الصبح, بعد الظهر, in the morning, م."""

from nlu.text.times.found import Found
from nlu.text.times.hours import Part
from nlu.text.times.tokens import Token, Tokens


def half_of_day(tokens: Tokens, i: int) -> Found[Part] | None:
    """am, ص, in the morning, بعد الظهر: after an hour."""
    token = tokens[i]
    if token.is_("half") and not token.front and not _is_verb(tokens, i):
        return Found(
            Part.PM if token.tags["half"] else Part.AM,
            i + 1 + (tokens[i + 1].text == "." and tokens[i + 1].glued),
        )
    if token.is_("adverb"):
        return Found(Part(token.tags["adverb"]), i + 1)
    skip = (
        i + (token.text in {"in", "من", "في", "at", "fi", "min", "mn", "ب"}) + (tokens[i + 1].text == "the")
    )
    return part_of_day(tokens, skip) if not _is_greeting(tokens, skip) else None


def _is_verb(tokens: Tokens, i: int) -> bool:
    """The English "am" of "I am"."""
    return tokens[i].text == "am" and tokens[i - 1].number is None and not tokens[i - 1].is_("number", "frac")


def part_of_day(tokens: Tokens, i: int) -> Found[Part] | None:
    token, following = tokens[i], tokens[i + 1]
    if token.is_("after", "before") and "noon" not in token.tags and _names_noon(following):
        return Found(Part.AFTERNOON if token.is_("after") else Part.BEFORE_NOON, i + 2)
    if token.is_("noon") and token.text.isascii():
        return Found(Part.NOON, i + 1)
    if _is_part(tokens, i):
        return Found(Part(token.tags["part"]), i + 1)
    return None


def _names_noon(token: Token) -> bool:
    return (
        token.tags.get("part") == Part.NOON
        or token.tags.get("adverb") == Part.NOON
        or token.text in {"noon", "midday"}
    )


def _is_part(tokens: Tokens, i: int) -> bool:
    """With an article, or of a day that follows: ظهر is not الظهر, but ظهر الأحد is."""
    token, following = tokens[i], tokens[i + 1]
    if not token.is_("part") or tokens[i - 1].is_("ache") or following.text == "نهار":
        return False
    if token.text.isascii() or token.is_("adverb"):
        return True
    if token.front.endswith("ا") or token.front in {"ب", "ع", "ل", "ه"}:
        return True
    named = following.is_("day") and following.front.endswith("ا")
    return named or following.is_("weekday", "rel", "dayword")


def _is_greeting(tokens: Tokens, i: int) -> bool:
    return tokens[i + 1].is_("greeting") or tokens[i - 1].is_("greeted")
