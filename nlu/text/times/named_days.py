"""Weekdays by name, and the words that say which of them: the coming one, the one after."""

from nlu.text.times.calendar import Day, Weekday
from nlu.text.times.found import Found
from nlu.text.times.tokens import Tokens

BOTH_OF = {
    "احنا", "نحنا", "هم", "همه", "هما", "هني", "انتو", "ولادي", "اولادي", "بناتي", "ابنائي", "التوام", "احنه",
}  # fmt: skip


def names_weekday(tokens: Tokens, i: int, *, after_yom: bool, led: bool) -> int | None:
    token = tokens[i]
    if token.is_("weekday"):
        return token.tags["weekday"] if token.text != "sun" or led or tokens[i - 1].text != "the" else None
    if token.is_("dayabbr"):
        return token.tags["dayabbr"] if led or i == 0 or tokens[i - 1].text in {",", "on", "or"} else None
    on_hour = token.is_("number") and ("ع" in token.front or tokens[i - 1].is_("hour", "after", "before"))
    article = token.front.endswith("ا") or "ه" in token.front
    if token.is_("day") and (after_yom or article) and not on_hour:
        return None if _both_of_us(tokens, i) else token.tags["day"]
    if (
        token.is_("day")
        and not token.front
        and tokens[i + 1].is_("next")
        and tokens[i + 1].front.endswith("ا")
    ):
        return token.tags["day"]
    such = token.is_("daynum") and (after_yom or (article and which_one(tokens, i + 1) is not None))
    return token.tags["daynum"] if such else None


def _both_of_us(tokens: Tokens, i: int) -> bool:
    """الاثنين is also "both"."""
    return tokens[i].tags.get("day") == 1 and tokens[i - 1].text.removeprefix("و") in BOTH_OF


def plain_weekday(tokens: Tokens, i: int) -> Found[Day] | None:
    at = i + tokens[i].is_("dayword")
    token = tokens[at]
    english_number = token.is_("number") and not token.is_("weekday") and token.text.isascii()
    if token.front.lstrip("و") not in {"ا", ""} or (english_number and at == i):
        return None
    weekday = names_weekday(tokens, at, after_yom=at > i, led=False)
    return Found(Weekday(weekday), at + 1) if weekday is not None else None


def which_one(tokens: Tokens, i: int) -> Found[int] | None:
    """The coming one (1), the one after it (2), this (0), the past one (-1)."""
    at = i + (tokens[i].is_("who") or tokens[i].text in {"ما", "the"})
    if tokens[at].is_("after") and tokens[at + 1].is_("next"):
        return Found(2, at + 2)
    if tokens[at].is_("past"):
        return Found(-1, at + 1)
    if tokens[at].is_("next"):
        twice = tokens[at + 1].is_("who") and tokens[at + 2].is_("afterit")
        return Found(2, at + 3) if twice else Found(1, at + 1)
    if at > i and tokens[at].is_("afterit"):
        return Found(2, at + 1)
    if tokens[i].is_("this") and not tokens[i + 1].is_("day", "week", "month"):
        return Found(0, i + 1)
    return None
