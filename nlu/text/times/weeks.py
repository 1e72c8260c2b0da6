"""Weeks and weekends."""

from nlu.text.times.calendar import Day, Week, Weekday, Weekend
from nlu.text.times.found import Found
from nlu.text.times.named_days import plain_weekday, which_one
from nlu.text.times.tokens import Tokens


def week(tokens: Tokens, i: int) -> Found[Day] | None:
    """With its weekday: الأسبوع الجاي يوم الثلاثاء."""
    week = whole_week(tokens, i)
    if not week or not isinstance(week.what, Week):
        return week
    at = week.end + (tokens[week.end].text in {",", "on"})
    weekday = plain_weekday(tokens, at)
    if not weekday or not isinstance(weekday.what, Weekday) or tokens[at].front.startswith("و"):
        return week
    return Found(Weekday(weekday.what.day, weeks=week.what.weeks), weekday.end)


def whole_week(tokens: Tokens, i: int) -> Found[Day] | None:
    """الأسبوع الجاي, هالأسبوع, next week, the week after next."""
    token = tokens[i]
    if token.text == "the" and tokens[i + 1].is_("week", "next"):
        return whole_week(tokens, i + 1)
    if token.is_("next", "this", "past") and tokens[i + 1].is_("week"):
        return Found(Week(1 if token.is_("next") else 0 if token.is_("this") else -1), i + 2)
    if not token.is_("week"):
        return None
    article = token.front.endswith("ا") or "ه" in token.front or token.text.isascii()
    later = which_one(tokens, i + 1) if article else None
    if later:
        return Found(Week(later.what), later.end)
    if token.text == "week" and tokens[i + 1].text == "after":
        return Found(Week(2), i + 2 + tokens[i + 2].is_("next"))
    return Found(Week(0), i + 1) if "ه" in token.front else None


def week_of(tokens: Tokens, i: int) -> Found[int] | None:
    """(من) الأسبوع الجاي after a weekday."""
    at = i + (tokens[i].is_("from") or tokens[i].text in {"of", "in", "في", ","})
    at += tokens[at].text == "the"
    week = whole_week(tokens, at)
    return Found(week.what.weeks, week.end) if week and isinstance(week.what, Week) else None


def weekend(tokens: Tokens, i: int) -> Found[Day] | None:
    at = i + (tokens[i].is_("next", "this") and tokens[i + 1].is_("weekend"))
    if not tokens[at].is_("weekend"):
        return None
    later = which_one(tokens, at + 1) if at == i else None
    weeks = later.what if later else int(at > i and tokens[i].is_("next"))
    return Found(Weekend(weeks), later.end if later else at + 1 + (tokens[at + 1].text in {"end", "اند"}))
