"""Days counted from today: in three days, after two weeks, two days ago."""

from nlu.text.times.calendar import Day, InDays, InMonths, NoDay
from nlu.text.times.dates import month_name
from nlu.text.times.found import Found
from nlu.text.times.numbers import whole
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason

_WEEK = 7
_TOO_LONG = 400
_TWO = {"twoday": 2, "twoweek": 2 * _WEEK}


def past(tokens: Tokens, i: int) -> Found[Day] | None:
    """Two days ago, since a week: no day to come."""
    token = tokens[i]
    if token.text == "last" and tokens[i + 1].is_("part"):
        return Found(InDays(-1), i + 2)
    if token.text in {"منذ", "since"} and month_name(tokens, i + 1):
        return Found(InDays(-1), i + 2)
    if token.is_("before", "from") and token.front != "ا":
        units = days_off(tokens, i + 1)
        since = token.is_("from") and tokens[i + 1].is_("dayword")
        if units and not since and not (token.is_("from") and tokens[units.end].is_("now")):
            return Found(InDays(-1), units.end)
    units = days_off(tokens, i)
    if units and tokens[units.end].text == "ago":
        return Found(InDays(-1), units.end + 1)
    return None


def days_off(tokens: Tokens, i: int) -> Found[Day] | None:
    """Three days, a week, two months: as the day that is so far off."""
    token = tokens[i]
    if token.front.endswith("ا") and not token.text.isascii():
        return None
    if token.is_("twomonth"):
        return Found(InMonths(2), i + 1)
    if token.is_("twoyear", "twohour", "twominute"):
        return None
    for kind, days in _TWO.items():
        if token.is_(kind):
            return Found(InDays(days), i + 1)
    start = i + (token.text in {"a", "an"})
    one = _unit(tokens[start], 1)
    if one and not tokens[start].front and not month_name(tokens, start):
        return Found(one, start + 1)
    count = whole(tokens, i)
    many = _unit(tokens[count.end], count.what) if count and 0 < count.what < _TOO_LONG else None
    return Found(many, count.end + 1) if count and many and not tokens[count.end].front else None


def _unit(token: Token, count: int) -> Day | None:
    if token.is_("month"):
        return InMonths(count)
    for kind in ("unitday", "dayword", "week"):
        if token.is_(kind):
            return InDays(count * (_WEEK if kind == "week" else 1))
    return None


def in_units(tokens: Tokens, i: int) -> Found[Day] | None:
    """بعد أسبوع, كمان يومين, in 3 days, two weeks from now, يومين كمان."""
    token = tokens[i]
    if token.is_("after", "inn", "within") and token.front != "ا":
        day_by_day = tokens[i - 1].is_("dayword") and tokens[i + 1].is_("dayword")
        return None if day_by_day else _in_some(tokens, i) or _after_units(tokens, i)
    units = days_off(tokens, i)
    if not units:
        return None
    if tokens[units.end].text in {"كمان", "kaman"}:
        return Found(units.what, units.end + 1)
    counted = tokens[units.end].is_("from") and tokens[units.end + 1].is_("now", "rel")
    return Found(units.what, units.end + 2) if counted else None


def _after_units(tokens: Tokens, i: int) -> Found[Day] | None:
    """Within some days is no day, nor is a week and a half."""
    units = days_off(tokens, i + 1)
    if not units or _since_something(tokens, units.end):
        return None
    half = "و" in tokens[units.end].front and tokens[units.end].is_("frac")
    if half or tokens[i].is_("within"):
        return Found(NoDay(Reason.VAGUE), units.end + half)
    return Found(units.what, _past_words(tokens, units.end))


def _past_words(tokens: Tokens, i: int) -> int:
    """In two weeks' time; a week from today."""
    if tokens[i].text == "time":
        return i + 1
    return i + 2 * (tokens[i].is_("from") and tokens[i + 1].is_("now", "rel"))


def _since_something(tokens: Tokens, i: int) -> bool:
    """After two days of ...: counted from something else than today."""
    return tokens[i].is_("from") and not tokens[i + 1].is_("now", "rel")


def _in_some(tokens: Tokens, i: int) -> Found[Day] | None:
    """بعد كم يوم."""
    if not (tokens[i + 1].is_("few") or tokens[i + 2].is_("few")):
        return None
    for at in (i + 1, i + 2, i + 3):
        if tokens[at].is_("unitday", "week", "month", "dayword"):
            return Found(NoDay(Reason.VAGUE), at + 1)
    return None
