"""Months, their ends, and the weekdays counted in them."""

from nlu.text.times.calendar import Day, EndOfMonth, LastDay, Month, NoDay, NthWeekday, OnDay, Week, Weekend
from nlu.text.times.dates import month_name
from nlu.text.times.found import Found
from nlu.text.times.named_days import which_one
from nlu.text.times.numbers import day_of_month
from nlu.text.times.tokens import Tokens
from nlu.text.times.unclear import Reason
from nlu.text.times.weeks import whole_week

_OF = {"of", "in", "في", "fi"}


def nth_weekday(tokens: Tokens, i: int) -> Found[Day] | None:
    """أول أحد بالشهر الجاي, the last Sunday of May."""
    at = i + (tokens[i].text == "the")
    count = 0 if tokens[at].is_("end") or tokens[at].text == "last" else tokens[at].tags.get("ordinal")
    if count is None:
        return None
    named = at + 1 + tokens[at + 1].is_("dayword")
    weekday = tokens[named].tags.get("day", tokens[named].tags.get("weekday"))
    if weekday is None:
        return None
    skip = named + 1
    skip += tokens[skip].is_("from") or tokens[skip].text in _OF
    month = whole_month(tokens, skip)
    return Found(NthWeekday(count, weekday, month.what), month.end) if month else None


def whole_month(tokens: Tokens, i: int) -> Found[Month] | None:
    found = relative_month(tokens, i)
    if found:
        return found
    named = month_name(tokens, i)
    return Found(named.what, named.end) if named and isinstance(named.what, Month) else None


def part_of_month(tokens: Tokens, i: int) -> Found[Day] | None:
    """آخر الشهر; its beginning and its middle are nobody's seven days."""
    at = i + (tokens[i].text == "the")
    token = tokens[at]
    if not token.is_("end", "start", "mid", "engfrac") or (token.is_("ordinal") and "ا" in token.front):
        return None
    skip = at + 1 + (tokens[at + 1].text in {"of", "في", "من", "the"}) + (tokens[at + 2].text == "the")
    one_day = tokens[skip].is_("dayword", "unitday") and not token.is_("mid", "engfrac")
    if one_day:
        skip += 1 + (tokens[skip + 1].is_("from") or tokens[skip + 1].text in _OF)
    found = whole_month(tokens, skip) or _this_month(tokens, skip)
    if not found:
        hijri = month_name(tokens, skip)
        return Found(NoDay(Reason.VAGUE), hijri.end) if hijri else None
    end = token.is_("end")
    if one_day:
        return Found(LastDay(found.what) if end else OnDay(1, found.what), found.end)
    return Found(EndOfMonth(found.what) if end else NoDay(Reason.VAGUE), found.end)


def part_of_week(tokens: Tokens, i: int) -> Found[Day] | None:
    """The end of the week is its weekend; its beginning is nobody's day, as is the first week of a month."""
    at = i + (tokens[i].text == "the")
    token = tokens[at]
    if not token.is_("end", "start", "mid", "engfrac", "ordinal"):
        return None
    skip = at + 1 + (tokens[at + 1].text in {*_OF, "من"}) + (tokens[at + 2].text == "the")
    found = whole_week(tokens, skip)
    if not found and not tokens[skip].is_("week", "weekend"):
        return None
    weeks = found.what.weeks if found and isinstance(found.what, Week) else 0
    ends = token.is_("end") and token.text in {"end", "نهايه"}
    end = found.end if found else skip + 1
    month = whole_month(tokens, end + (tokens[end].text in _OF)) if not found else None
    return Found(Weekend(weeks) if ends else NoDay(Reason.VAGUE), month.end if month else end)


def _this_month(tokens: Tokens, i: int) -> Found[Month] | None:
    token = tokens[i]
    named = token.is_("month") and (
        token.front.endswith("ا") or tokens[i - 1].text in {"the", "of"} or token.text.isascii()
    )
    return Found(Month(), i + 1) if named else None


def relative_month(tokens: Tokens, i: int) -> Found[Month] | None:
    """الشهر الجاي, هالشهر, next month."""
    token = tokens[i]
    if token.is_("next", "this") and tokens[i + 1].is_("month"):
        return Found(Month(later=int(token.is_("next"))), i + 2)
    if not token.is_("month") or not (token.front.endswith("ا") or "ه" in token.front):
        return None
    later = which_one(tokens, i + 1)
    if later:
        return Found(Month(later=later.what), later.end)
    return Found(Month(), i + 1) if "ه" in token.front else None


def month(tokens: Tokens, i: int) -> Found[Day] | None:
    """With its day: الشهر الجاي يوم 5."""
    found = relative_month(tokens, i)
    if not found:
        return None
    at = found.end + (tokens[found.end].text == ",")
    day = day_of_month(tokens, at + 1) if tokens[at].is_("dayword") else None
    return Found(OnDay(day.what, found.what), day.end) if day else Found(found.what, found.end)
