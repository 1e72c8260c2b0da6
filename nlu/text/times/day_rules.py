"""Rules that find days; the longest first."""

from nlu.text.times.calendar import (
    Both,
    Day,
    EndOfMonth,
    Following,
    FromTo,
    HijriDay,
    InDays,
    Month,
    NoDay,
    OnDay,
    Same,
    Week,
    Weekday,
    Weekend,
    Which,
)
from nlu.text.times.counted_days import days_off, in_units, past
from nlu.text.times.dates import calendar_date, month_name
from nlu.text.times.found import Found, first
from nlu.text.times.months import month, nth_weekday, part_of_month, part_of_week
from nlu.text.times.named_days import names_weekday, plain_weekday, which_one
from nlu.text.times.numbers import day_of_month
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason
from nlu.text.times.weeks import week, week_of, weekend


def day(tokens: Tokens, i: int) -> Found[Day] | None:
    """The longest of what the rules in turn find, and a range of two days."""
    rules = (past, in_units, _after_day, _open_days, _day_range, _single)
    return first(rules, tokens, i)


def _single(tokens: Tokens, i: int) -> Found[Day] | None:
    rules = (
        _feast, nth_weekday, part_of_month, part_of_week,
        _relative, _every, _weekday, week, weekend, _calendar_date, month,
        _one_after,
    )  # fmt: skip
    return first(rules, tokens, i)


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
    if not found or isinstance(found.what, Following) or (token.is_("from") and is_joint(tokens, found.end)):
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
    at = past_joint(tokens, begin.end, between=tokens[i].is_("between"))
    end = _single(tokens, at) if at else None
    if not end or not at:
        return None
    begin_day = _of_same_month(begin.what, end.what) if not opened or tokens[i + 1].number else begin.what
    return Found(FromTo(begin_day, end.what), end.end)


def _bare_day(tokens: Tokens, i: int) -> Found[Day] | None:
    """The 5 of "from 5 to 10 December"."""
    number = day_of_month(tokens, i)
    return Found(OnDay(number.what), number.end) if number and is_joint(tokens, number.end) else None


def _of_same_month(begin: Day, end: Day) -> Day:
    if isinstance(begin, OnDay) and begin.month is None and isinstance(end, OnDay):
        return OnDay(begin.day, end.month)
    return begin


def is_joint(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    signs = token.text in {"-", "–", "—"} or token.is_("to", "until")
    return signs or token.text in {"through", "thru"} or token.front.lstrip("و").startswith("ل")


def past_joint(tokens: Tokens, i: int, *, between: bool) -> int | None:
    token = tokens[i]
    if between:
        return i + token.is_("and") if token.is_("and") or "و" in token.front else None
    if not is_joint(tokens, i):
        return None
    return i if token.front.lstrip("و").startswith("ل") and not token.is_("to", "until") else i + 1


def _feast(tokens: Tokens, i: int) -> Found[Day] | None:
    """Which day a feast is, is not for us to say."""
    at = i + tokens[i].is_("after", "before", "until", "within")
    token = tokens[at]
    if token.is_("feastday"):
        return Found(NoDay(Reason.FEAST), at + 1 + tokens[at + 1].is_("feast"))
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


def _relative(tokens: Tokens, i: int) -> Found[Day] | None:
    """Tomorrow; tomorrow, Sunday; tomorrow 25/11."""
    at = i + tokens[i].is_("dayword")
    if not tokens[at].is_("rel") or _another_day(tokens, at):
        return None
    said = InDays(tokens[at].tags["rel"])
    beside = _calendar_date(tokens, at + 1) or plain_weekday(tokens, at + 1)
    if beside and not isinstance(beside.what, Month) and "و" not in tokens[at + 1].front:
        return Found(Same(said, beside.what), beside.end)
    return Found(said, at + 1)


def _another_day(tokens: Tokens, i: int) -> bool:
    """اليوم is also "the day": the same one, the one that was named."""
    if tokens[i].tags["rel"] != 0 or tokens[i].text.isascii():
        return False
    named = tokens[i + 1].is_("who") and not tokens[i + 2].is_("afterit")
    next_one = tokens[i + 1].text in {"التالي", "الثاني", "التاني"}
    return named or next_one or "ب" in tokens[i].front or tokens[i - 1].is_("same")


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
    weekday = names_weekday(tokens, named, after_yom=named > at, led=at > i)
    if weekday is None:
        return None
    return _described(tokens, named + 1, weekday, which)


def _described(tokens: Tokens, i: int, weekday: int, which: Which) -> Found[Day]:
    """Which of such weekdays: by words after it, by its week, or by its date."""
    week = week_of(tokens, i)
    if week:
        return Found(Weekday(weekday, weeks=week.what), week.end)
    later = which_one(tokens, i)
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
    units = days_off(tokens, i + 1) if tokens[i].is_("after", "inn") else None
    if units:
        return Found(NoDay(Reason.VAGUE), units.end)
    return Found(Weekday(weekday, which), i)


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


def _calendar_date(tokens: Tokens, i: int) -> Found[Day] | None:
    """With a weekday after it: 29/11 الأحد."""
    dated = calendar_date(tokens, i)
    if not dated or isinstance(dated.what, (NoDay, Month)):
        return dated
    which = which_one(tokens, dated.end)
    if which and which.what < 0:
        return Found(InDays(-1), which.end)
    at = dated.end + (tokens[dated.end].text in {",", "(", "-"})
    at += tokens[at].is_("dayword")
    weekday = names_weekday(tokens, at, after_yom=tokens[at - 1].is_("dayword"), led=False)
    if weekday is None or "و" in tokens[at].front or is_joint(tokens, at):
        return dated
    return Found(Both(weekday, dated.what), at + 1)


def _one_after(tokens: Tokens, i: int) -> Found[Day] | None:
    """اللي بعده: what it follows was said before."""
    at = i + (tokens[i].text == "the")
    if tokens[at].is_("who") and tokens[at + 1].is_("afterit") and not tokens[at + 1].is_("next"):
        return Found(Following(NoDay(Reason.VAGUE)), at + 2)
    alone = tokens[i - 1].text in {",", "."} and (
        (tokens[i].is_("afterit") and not tokens[i].front)
        or (tokens[i].is_("next") and tokens[i].front == "ا" and not tokens[i + 1].tags)
    )
    too = tokens[i].is_("afterit") and tokens[i].front in {"", "و"} and tokens[i - 1].is_("rel")
    if too or alone or (tokens[i - 1].is_("or") and tokens[i].is_("afterit", "next")):
        return Found(Following(NoDay(Reason.VAGUE)), i + 1)
    if tokens[at].text in {"one", "day"} and tokens[at + 1].text == "after":
        return Found(Following(NoDay(Reason.VAGUE)), at + 2)
    return None
