"""Rules that find days: weekdays, tomorrow, in two weeks, next month, the last Sunday of May."""

from nlu.text.times.calendar import (
    Both,
    Day,
    EndOfMonth,
    Following,
    FromTo,
    HijriDay,
    InDays,
    InMonths,
    LastDay,
    Month,
    NoDay,
    NthWeekday,
    OnDay,
    Same,
    Week,
    Weekday,
    Weekend,
    Which,
)
from nlu.text.times.dates import calendar_date, month_name
from nlu.text.times.found import Found, first
from nlu.text.times.numbers import day_of_month, whole
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason

_WEEK = 7
_TOO_LONG = 400
_TWO = {"twoday": 2, "twoweek": 2 * _WEEK}


def day(tokens: Tokens, i: int) -> Found[Day] | None:
    """The longest of what the rules in turn find, and a range of two days."""
    rules = (_past, _in_units, _after_day, _open_days, _day_range, _single)
    return first(rules, tokens, i)


def _single(tokens: Tokens, i: int) -> Found[Day] | None:
    rules = (
        _feast, _nth_weekday, _part_of_month, _relative, _every, _weekday, _week, _weekend, _calendar_date,
        _month, _one_after,
    )  # fmt: skip
    return first(rules, tokens, i)


def _past(tokens: Tokens, i: int) -> Found[Day] | None:
    """Two days ago, since a week: no day to come."""
    token = tokens[i]
    if token.text == "last" and tokens[i + 1].is_("part"):
        return Found(InDays(-1), i + 2)
    if token.is_("before", "from") and token.front != "ا":
        units = _units(tokens, i + 1)
        since = token.is_("from") and tokens[i + 1].is_("dayword")
        if units and not since and not (token.is_("from") and tokens[units.end].is_("now")):
            return Found(InDays(-1), units.end)
    units = _units(tokens, i)
    if units and tokens[units.end].text == "ago":
        return Found(InDays(-1), units.end + 1)
    return None


def _units(tokens: Tokens, i: int) -> Found[Day] | None:
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


def _in_units(tokens: Tokens, i: int) -> Found[Day] | None:
    """بعد أسبوع, كمان يومين, in 3 days, two weeks from now."""
    token = tokens[i]
    if token.is_("after", "inn", "within") and token.front != "ا":
        if tokens[i + 1].is_("few") or tokens[i + 2].is_("few"):
            return _in_some(tokens, i)
        units = _units(tokens, i + 1)
        if not units or _since_something(tokens, units.end):
            return None
        if token.is_("within"):
            return Found(NoDay(Reason.VAGUE), units.end)
        half = "و" in tokens[units.end].front and tokens[units.end].is_("frac")
        return (
            Found(NoDay(Reason.VAGUE), units.end + 1)
            if half
            else Found(units.what, _past_words(tokens, units.end))
        )
    units = _units(tokens, i)
    if units and tokens[units.end].is_("from") and tokens[units.end + 1].is_("now", "rel"):
        return Found(units.what, units.end + 2)
    return None


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
    for at in (i + 1, i + 2, i + 3):
        if tokens[at].is_("unitday", "week", "month", "dayword"):
            return Found(NoDay(Reason.VAGUE), at + 1)
    return None


def _after_day(tokens: Tokens, i: int) -> Found[Day] | None:
    """بعد بكرا, بعد بعد بكرا, the day after tomorrow."""
    deep = i
    while tokens[deep].is_("after") and tokens[deep + 1].is_("after"):
        deep += 1
    if tokens[deep].is_("after") and _tomorrow(tokens[deep + 1]):
        return Found(InDays(2 + deep - i), deep + 2)
    at = i + (tokens[i].text == "the")
    english = tokens[at].is_("dayword", "unitday") and tokens[at + 1].text == "after"
    return Found(InDays(2), at + 3) if english and _tomorrow(tokens[at + 2]) else None


def _open_days(tokens: Tokens, i: int) -> Found[Day] | None:
    """After Sunday, before the 5th, from Monday on: no day. From next week: any of its days."""
    token = tokens[i]
    if not token.is_("after", "before", "until", "from") or token.front == "ا":
        return None
    if token.is_("from") and tokens[i - 1].is_("better"):
        return None
    found = _single(tokens, i + 1)
    if not found or isinstance(found.what, Following) or (token.is_("from") and _is_joint(tokens, found.end)):
        return None
    if token.is_("from") and isinstance(found.what, (Week, Month, EndOfMonth, Weekend)):
        return found
    feast = isinstance(found.what, (NoDay, HijriDay))
    return Found(NoDay(Reason.FEAST if feast else Reason.OPEN), found.end)


def _tomorrow(token: Token) -> bool:
    return token.tags.get("rel") == 1


def _day_range(tokens: Tokens, i: int) -> Found[Day] | None:
    """من الأحد للثلاثاء, بين 5 و10 الشهر, Monday to Wednesday."""
    opened = tokens[i].is_("from", "between") and tokens[i].front != "ا"
    begin = _single(tokens, i + opened) or _bare_day(tokens, i + opened)
    if not begin:
        return None
    at = _past_joint(tokens, begin.end, between=tokens[i].is_("between"))
    end = _single(tokens, at) if at else None
    if not end or not at:
        return None
    begin_day = _of_same_month(begin.what, end.what) if not opened or tokens[i + 1].number else begin.what
    return Found(FromTo(begin_day, end.what), end.end)


def _bare_day(tokens: Tokens, i: int) -> Found[Day] | None:
    """The 5 of "from 5 to 10 December"."""
    number = day_of_month(tokens, i)
    return Found(OnDay(number.what), number.end) if number and _is_joint(tokens, number.end) else None


def _of_same_month(begin: Day, end: Day) -> Day:
    if isinstance(begin, OnDay) and begin.month is None and isinstance(end, OnDay):
        return OnDay(begin.day, end.month)
    return begin


def _is_joint(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    signs = token.text in {"-", "–", "—"} or token.is_("to", "until")
    return signs or token.text in {"through", "thru"} or token.front.lstrip("و").startswith("ل")


def _past_joint(tokens: Tokens, i: int, *, between: bool) -> int | None:
    token = tokens[i]
    if between:
        return i + token.is_("and") if token.is_("and") or "و" in token.front else None
    if not _is_joint(tokens, i):
        return None
    return i if token.front.lstrip("و").startswith("ل") and not token.is_("to", "until") else i + 1


def _feast(tokens: Tokens, i: int) -> Found[Day] | None:
    """Which day a feast is, is not for us to say."""
    at = i + tokens[i].is_("after", "before", "until", "within")
    token = tokens[at]
    if token.is_("feast") and (
        "ا" in token.front or token.text.isascii() or at > i or tokens[at + 1].is_("feast")
    ):
        return Found(NoDay(Reason.FEAST), at + 1 + tokens[at + 1].is_("feast"))
    if tokens[at].is_("head") and tokens[at + 1].is_("year"):
        return Found(NoDay(Reason.FEAST), at + 2)
    if at > i and tokens[at].is_("hijri", "month") and month_name(tokens, at):
        named = month_name(tokens, at)
        if named and isinstance(named.what, HijriDay):
            return Found(NoDay(Reason.FEAST), named.end)
    return None


def _nth_weekday(tokens: Tokens, i: int) -> Found[Day] | None:
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
    skip += tokens[skip].is_("from") or tokens[skip].text in {"of", "in", "في", "fi"}
    month = _whole_month(tokens, skip)
    return Found(NthWeekday(count, weekday, month.what), month.end) if month else None


def _whole_month(tokens: Tokens, i: int) -> Found[Month] | None:
    found = _relative_month(tokens, i)
    if found:
        return found
    named = month_name(tokens, i)
    return Found(named.what, named.end) if named and isinstance(named.what, Month) else None


def _part_of_month(tokens: Tokens, i: int) -> Found[Day] | None:
    """آخر الشهر; its beginning and its middle are nobody's seven days."""
    at = i + (tokens[i].text == "the")
    token = tokens[at]
    if not token.is_("end", "start", "mid", "engfrac") or (token.is_("ordinal") and "ا" in token.front):
        return None
    skip = at + 1 + (tokens[at + 1].text in {"of", "في", "من", "the"}) + (tokens[at + 2].text == "the")
    if tokens[skip].is_("week", "weekend"):
        week = _whole_week(tokens, skip) or Found(Week(0), skip + 1)
        ends = token.is_("end") and token.text in {"end", "نهايه"} and isinstance(week.what, Week)
        return Found(
            Weekend(week.what.weeks) if ends and isinstance(week.what, Week) else NoDay(Reason.VAGUE),
            week.end,
        )
    one_day = tokens[skip].is_("dayword", "unitday") and not token.is_("mid", "engfrac")
    skip += one_day
    skip += one_day and (tokens[skip].is_("from") or tokens[skip].text in {"of", "in", "في", "fi"})
    month = _whole_month(tokens, skip) or _this_month(tokens, skip)
    if not month:
        return None
    if one_day:
        return Found(LastDay(month.what) if token.is_("end") else OnDay(1, month.what), month.end)
    return Found(EndOfMonth(month.what) if token.is_("end") else NoDay(Reason.VAGUE), month.end)


def _this_month(tokens: Tokens, i: int) -> Found[Month] | None:
    token = tokens[i]
    named = token.is_("month") and (
        token.front.endswith("ا") or tokens[i - 1].text in {"the", "of"} or token.text.isascii()
    )
    return Found(Month(), i + 1) if named else None


def _relative_month(tokens: Tokens, i: int) -> Found[Month] | None:
    """الشهر الجاي, هالشهر, next month."""
    token = tokens[i]
    if token.is_("next", "this") and tokens[i + 1].is_("month"):
        return Found(Month(later=int(token.is_("next"))), i + 2)
    if not token.is_("month") or not (token.front.endswith("ا") or "ه" in token.front):
        return None
    later = _which(tokens, i + 1)
    if later:
        return Found(Month(later=later.what), later.end)
    return Found(Month(), i + 1) if "ه" in token.front else None


def _which(tokens: Tokens, i: int) -> Found[int] | None:
    """The coming one (1), the one after it (2), this (0), the past one (-1)."""
    at = i + tokens[i].is_("who")
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


def _relative(tokens: Tokens, i: int) -> Found[Day] | None:
    """Tomorrow; tomorrow, Sunday; tomorrow 25/11."""
    at = i + tokens[i].is_("dayword")
    if not tokens[at].is_("rel") or _another_day(tokens, at):
        return None
    said = InDays(tokens[at].tags["rel"])
    beside = _calendar_date(tokens, at + 1) or _plain_weekday(tokens, at + 1)
    if beside and not isinstance(beside.what, Month) and "و" not in tokens[at + 1].front:
        return Found(Same(said, beside.what), beside.end)
    return Found(said, at + 1)


def _another_day(tokens: Tokens, i: int) -> bool:
    """اليوم is also "the day": the same one, the one that was named."""
    if tokens[i].tags["rel"] != 0 or tokens[i].text.isascii():
        return False
    named = tokens[i + 1].is_("who") and not tokens[i + 2].is_("afterit")
    return named or "ب" in tokens[i].front or tokens[i - 1].is_("same")


def _plain_weekday(tokens: Tokens, i: int) -> Found[Day] | None:
    at = i + tokens[i].is_("dayword")
    token = tokens[at]
    if token.front.lstrip("و") not in {"ا", ""} or (
        token.is_("number") and not token.is_("weekday") and token.text.isascii()
    ):
        return None
    weekday = _names_weekday(tokens, at, after_yom=at > i, led=False)
    return Found(Weekday(weekday), at + 1) if weekday is not None else None


def _every(tokens: Tokens, i: int) -> Found[Day] | None:
    """Every Sunday is no Sunday."""
    if not tokens[i].is_("every"):
        return None
    at = i + 1 + tokens[i + 1].is_("dayword")
    token = tokens[at]
    if token.is_("day", "weekday"):
        return Found(NoDay(Reason.VAGUE), at + 1)
    return Found(InDays(-1), at + 1) if token.is_("rel") and not tokens[i + 1].is_("dayword") else None


def _weekday(tokens: Tokens, i: int) -> Found[Day] | None:
    which, at = Which.NEAREST, i
    lead = tokens[i]
    if lead.text == "on":
        at += 1
    if tokens[at].is_("next", "this", "past") and tokens[at].text.isascii():
        which = (
            Which.PAST if tokens[at].is_("past") else Which.NEXT if tokens[at].is_("next") else Which.NEAREST
        )
        at += 1
    named = at + tokens[at].is_("dayword")
    weekday = _names_weekday(tokens, named, after_yom=named > at, led=at > i)
    if weekday is None:
        return None
    return _described(tokens, named + 1, weekday, which)


def _names_weekday(tokens: Tokens, i: int, *, after_yom: bool, led: bool) -> int | None:
    token = tokens[i]
    if token.is_("weekday"):
        return token.tags["weekday"] if token.text != "sun" or led or tokens[i - 1].text != "the" else None
    if token.is_("dayabbr"):
        return token.tags["dayabbr"] if led or i == 0 or tokens[i - 1].text in {",", "on", "or"} else None
    on_hour = token.is_("number") and ("ع" in token.front or tokens[i - 1].is_("hour", "after", "before"))
    article = token.front.endswith("ا") or "ه" in token.front
    if token.is_("day") and (after_yom or article) and not on_hour:
        return None if _both_of_us(tokens, i) else token.tags["day"]
    such = token.is_("daynum") and (after_yom or (article and _which(tokens, i + 1) is not None))
    return token.tags["daynum"] if such else None


_BOTH_OF = {
    "احنا",
    "نحنا",
    "هم",
    "همه",
    "هما",
    "هني",
    "انتو",
    "ولادي",
    "اولادي",
    "بناتي",
    "ابنائي",
    "التوام",
    "احنه",
}


def _both_of_us(tokens: Tokens, i: int) -> bool:
    """الاثنين is also "both"."""
    return tokens[i].tags.get("day") == 1 and tokens[i - 1].text.removeprefix("و") in _BOTH_OF


def _described(tokens: Tokens, i: int, weekday: int, which: Which) -> Found[Day]:
    """Which of such weekdays: by words after it, by its week, or by its date."""
    week = _week_of(tokens, i)
    if week:
        return Found(Weekday(weekday, weeks=week.what), week.end)
    later = _which(tokens, i)
    if later:
        which = {0: Which.NEAREST, 1: Which.NEXT, 2: Which.AFTER_NEXT, -1: Which.PAST}[later.what]
        i = later.end
    elif tokens[i].is_("after") and tokens[i + 1].is_("next"):
        which, i = Which.AFTER_NEXT, i + 2
    if tokens[i].is_("rel") and not tokens[i].front:
        return Found(Same(Weekday(weekday, which), InDays(tokens[i].tags["rel"])), i + 1)
    dated = _its_date(tokens, i)
    if dated:
        return Found(Both(weekday, dated.what), dated.end)
    units = _units(tokens, i + 1) if tokens[i].is_("after", "inn") else None
    if units:
        return Found(NoDay(Reason.VAGUE), units.end)
    return Found(Weekday(weekday, which), i)


def _week_of(tokens: Tokens, i: int) -> Found[int] | None:
    """(من) الأسبوع الجاي after a weekday."""
    at = i + (tokens[i].is_("from") or tokens[i].text in {"of", "in", "في", ","})
    at += tokens[at].text == "the"
    week = _whole_week(tokens, at)
    return Found(week.what.weeks, week.end) if week and isinstance(week.what, Week) else None


def _its_date(tokens: Tokens, i: int) -> Found[Day] | None:
    skip = i
    while skip - i < 3 and (
        tokens[skip].text in {",", "the", "-", "("}
        or (tokens[skip].is_("filler") and tokens[skip].text not in {"ع", "على", "at"})
    ):
        skip += 1
    dated = calendar_date(tokens, skip)
    if dated and not isinstance(dated.what, Month):
        return dated
    number = tokens[i].number
    if (
        number is None
        or not 12 < number <= 31
        or tokens[i + 1].text in {":", "."}
        or tokens[i].front
        or tokens[i + 1].is_("half", "thing", "minute")
    ):
        return None
    return Found(OnDay(number), i + 1)


def _week(tokens: Tokens, i: int) -> Found[Day] | None:
    """With its weekday: الأسبوع الجاي يوم الثلاثاء."""
    week = _whole_week(tokens, i)
    if not week or not isinstance(week.what, Week):
        return week
    at = week.end + (tokens[week.end].text in {",", "on"})
    weekday = _plain_weekday(tokens, at)
    if not weekday or not isinstance(weekday.what, Weekday) or tokens[at].front.startswith("و"):
        return week
    return Found(Weekday(weekday.what.day, weeks=week.what.weeks), weekday.end)


def _whole_week(tokens: Tokens, i: int) -> Found[Day] | None:
    """الأسبوع الجاي, هالأسبوع, next week, the week after next."""
    token = tokens[i]
    if token.text == "the" and tokens[i + 1].is_("week", "next"):
        return _whole_week(tokens, i + 1)
    if token.is_("next", "this", "past") and tokens[i + 1].is_("week"):
        return Found(Week(1 if token.is_("next") else 0 if token.is_("this") else -1), i + 2)
    if not token.is_("week"):
        return None
    article = token.front.endswith("ا") or "ه" in token.front or token.text.isascii()
    later = _which(tokens, i + 1) if article else None
    if later:
        return Found(Week(later.what), later.end)
    if token.text == "week" and tokens[i + 1].text == "after":
        return Found(Week(2), i + 2 + tokens[i + 2].is_("next"))
    return Found(Week(0), i + 1) if "ه" in token.front else None


def _weekend(tokens: Tokens, i: int) -> Found[Day] | None:
    at = i + (tokens[i].is_("next", "this") and tokens[i + 1].is_("weekend"))
    if not tokens[at].is_("weekend"):
        return None
    later = _which(tokens, at + 1) if at == i else None
    weeks = later.what if later else int(at > i and tokens[i].is_("next"))
    return Found(Weekend(weeks), later.end if later else at + 1 + (tokens[at + 1].text in {"end", "اند"}))


def _calendar_date(tokens: Tokens, i: int) -> Found[Day] | None:
    """With a weekday after it: 29/11 الأحد."""
    dated = calendar_date(tokens, i)
    if not dated or isinstance(dated.what, (NoDay, Month)):
        return dated
    which = _which(tokens, dated.end)
    if which and which.what < 0:
        return Found(InDays(-1), which.end)
    at = dated.end + (tokens[dated.end].text in {",", "(", "-"})
    at += tokens[at].is_("dayword")
    weekday = _names_weekday(tokens, at, after_yom=tokens[at - 1].is_("dayword"), led=False)
    if weekday is None or "و" in tokens[at].front or _is_joint(tokens, at):
        return dated
    return Found(Both(weekday, dated.what), at + 1)


def _month(tokens: Tokens, i: int) -> Found[Day] | None:
    found = _relative_month(tokens, i)
    return Found(found.what, found.end) if found else None


def _one_after(tokens: Tokens, i: int) -> Found[Day] | None:
    """اللي بعده: what it follows was said before."""
    at = i + (tokens[i].text == "the")
    if tokens[at].is_("who") and tokens[at + 1].is_("afterit") and not tokens[at + 1].is_("next"):
        return Found(Following(NoDay(Reason.VAGUE)), at + 2)
    if tokens[i - 1].is_("or") and tokens[i].is_("afterit", "next") and not tokens[i].text.isascii():
        return Found(Following(NoDay(Reason.VAGUE)), i + 1)
    if tokens[at].text == "one" and tokens[at + 1].text == "after":
        return Found(Following(NoDay(Reason.VAGUE)), at + 2)
    return None
