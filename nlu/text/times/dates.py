"""Rules that find dates: 29/11, 15 كانون الأول, the 3rd of May, يوم 15, 15 رجب."""

from nlu.text.times.calendar import Day, HijriDay, Month, NoDay, OnDay
from nlu.text.times.found import Found, first
from nlu.text.times.numbers import day_of_month, ordinal, whole
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason

_SIGNS = {"/", "-", ".", "\\", "؍", "_"}
_HIJRI_YEARS = range(1300, 1600)
_YEARS = range(1900, 2200)
_SHORT_YEARS = range(20, 50)
_ENGLISH_WORDS = {"may", "march", "mar", "jan", "dec", "aug", "mai", "ayar"}
_MONTHS = 12
_SAFAR = 2
_MONTHS_SPOKEN = ("شهور", "اشهر", "تشهر", "شهوور", "months", "hoor", "hour", "ash", "hohor")
_ENDINGS = ("st", "nd", "rd", "th")


def calendar_date(tokens: Tokens, i: int) -> Found[Day] | None:
    return first((_in_figures, _month_first, _day_first, _numbered_day, _ending_in_th), tokens, i)


def _in_figures(tokens: Tokens, i: int) -> Found[Day] | None:
    parts, end = _figures(tokens, i)
    if len(parts) == 3:
        return _three(tokens, parts, end)
    if len(parts) != 2 or not _fit_for_date(tokens, i):
        return None
    day, month = parts
    return Found(_dated(day, month, None), _past_ad(tokens, end)) if month <= 31 else None


def _figures(tokens: Tokens, i: int) -> tuple[list[int], int]:
    """Numbers with the same sign between them. A slash may have spaces around it."""
    parts: list[int] = []
    sign = ""
    while tokens[i].number is not None and len(parts) < 4:
        parts.append(tokens[i].number or 0)
        i += 1
        loose = tokens[i].text in {"/", "\\"}
        joined = tokens[i].text in _SIGNS and (loose or (tokens[i].glued and tokens[i + 1].glued))
        if not joined or (sign and tokens[i].text != sign) or tokens[i + 1].number is None:
            return parts, i
        sign = tokens[i].text
        i += 1
    return parts, i


def _fit_for_date(tokens: Tokens, i: int) -> bool:
    """29.11 and 29-11 may be: not 10.30, not 10-12 (which may be hours)."""
    first_part, sign, second = tokens[i], tokens[i + 1].text, tokens[i + 2]
    opens_range = tokens[i - 1].text == "-" and sign == "/"
    if tokens[i - 1].glued and tokens[i - 1].text in _SIGNS | {":", "#"} and not opens_range:
        return False
    if not (len(first_part.text) <= 2 and len(second.text) <= 2 and (first_part.number or 0) >= 1):
        return False
    if sign in {"/", "\\"}:
        return True
    day, month = first_part.number or 0, second.number or 0
    if sign == "-":
        return month <= _MONTHS < day <= 31 or (_leads_to_date(tokens, i) and 1 <= month <= _MONTHS)
    return 1 <= month <= _MONTHS and day <= 31


def _leads_to_date(tokens: Tokens, i: int) -> bool:
    """Whether 10-12 is a date here and no range; 1-5/12 is one."""
    before = tokens[i - 1]
    said = before.is_("dayword", "day", "weekday") or before.text in {"on", "بتاريخ", "تاريخ", "الموافق"}
    return said and tokens[i + 3].text != "/"


def _three(tokens: Tokens, parts: list[int], end: int) -> Found[Day] | None:
    if parts[0] > 31:
        parts.reverse()
    day, month, year = parts
    if year < 100:
        year += 2000
    if day > 31 or month > 31 or not (year in _YEARS or year in _HIJRI_YEARS):
        return None
    return Found(_dated(day, month, year), _past_ad(tokens, end))


def _dated(day: int, month: int, year: int | None) -> Day:
    if year in _HIJRI_YEARS:
        return (
            HijriDay(month, day, year)
            if 1 <= month <= _MONTHS and 1 <= day <= 30
            else NoDay(Reason.NO_SUCH_DATE)
        )
    if not 1 <= month <= _MONTHS or not 1 <= day <= 31:
        return NoDay(Reason.NO_SUCH_DATE)
    return OnDay(day, Month(month, year))


def _past_ad(tokens: Tokens, i: int) -> int:
    """م and هـ after a year."""
    token = tokens[i]
    return i + (
        token.is_("ad", "ah")
        or (token.is_("half") and tokens[i - 1].number is not None and len(tokens[i - 1].text) == 4)
    )


def month_name(tokens: Tokens, i: int) -> Found[Month | HijriDay] | None:
    """تشرين الثاني, نوفمبر, شهر 11, november, رجب."""
    token = tokens[i]
    if token.is_("month_"):
        return Found(Month(token.tags["month_"]), i + 1)
    if token.is_("tishrin", "kanun"):
        return _first_or_second(tokens, i)
    if token.is_("month") and token.front.lstrip("و") in {"", "ب", "ل", "ع", "ه"}:
        return _numbered_month(tokens, i)
    return _hijri_month(tokens, i)


def _first_or_second(tokens: Tokens, i: int) -> Found[Month | HijriDay] | None:
    token, which = tokens[i], tokens[i + 1].tags.get("ordinal") or tokens[i + 1].number
    if which not in {1, 2}:
        return None
    if token.is_("tishrin"):
        return Found(Month(9 + which), i + 2)
    return Found(Month(12 if which == 1 else 1), i + 2)


def _numbered_month(tokens: Tokens, i: int) -> Found[Month | HijriDay] | None:
    named = month_name(tokens, i + 1) if not tokens[i + 1].is_("month") else None
    if named:
        return named
    if any(many in tokens[i].text for many in _MONTHS_SPOKEN) or "و" in tokens[i + 1].front:
        return None
    number = whole(tokens, i + 1)
    plain = (
        number
        and (tokens[i + 1].number is not None or not tokens[i + 1].front)
        and not tokens[number.end].is_("minute")
    )
    return Found(Month(number.what), number.end) if number and plain and 1 <= number.what <= _MONTHS else None


def _hijri_month(tokens: Tokens, i: int) -> Found[Month | HijriDay] | None:
    token, following = tokens[i], tokens[i + 1]
    if token.is_("hijri"):
        return Found(HijriDay(token.tags["hijri"]), i + 1)
    second = (
        following.tags.get("ordinal") == 2
        or following.text in {"الاخر", "الاخره", "اخر", "akher", "althani"}
        or following.is_("end")
    )
    if token.is_("rabi", "jumada") and (second or following.tags.get("ordinal") == 1):
        return Found(HijriDay(token.tags.get("rabi", 5) + second), i + 2)
    if token.is_("dhu") and following.is_("qida", "hijja"):
        return Found(HijriDay(11 + following.is_("hijja")), i + 2)
    return None


def year_after(tokens: Tokens, i: int) -> Found[int] | None:
    at = i + (tokens[i].is_("year") or tokens[i].text in {",", "/", "-"})
    year = tokens[at].number
    if year is None or not (year in _YEARS or year in _HIJRI_YEARS):
        return None
    return Found(year, _past_ad(tokens, at + 1))


def _with_day(month: Found[Month | HijriDay], day: int | None, tokens: Tokens) -> Found[Day]:
    year = year_after(tokens, month.end)
    number = year.what if year else None
    end = year.end if year else month.end + tokens[month.end].is_("ah")
    if isinstance(month.what, HijriDay):
        return Found(HijriDay(month.what.month, day, number), end)
    named = Month(month.what.month, number)
    return Found(OnDay(day, named) if day else named, end)


def _day_first(tokens: Tokens, i: int) -> Found[Day] | None:
    """15 (من) (شهر) كانون الأول; 15/كانون الأول; the 15th of December."""
    day = day_of_month(tokens, i + (tokens[i].text == "the"))
    if not day:
        return None
    at = day.end + (tokens[day.end].text in _ENDINGS)
    at += tokens[at].is_("from") or tokens[at].text in {"of", "/", "-", "في", "ب", "al", "el"}
    month = month_name(tokens, at)
    if not month or _is_plain_word(tokens[at], tokens[i]):
        return None
    return _with_day(month, day.what, tokens)


def _is_plain_word(month: Token, day: Token) -> bool:
    """The English "may" beside a number in words."""
    return month.text == "may" and day.number is None


def _month_first(tokens: Tokens, i: int) -> Found[Day] | None:
    """December 15; a month alone."""
    month = month_name(tokens, i)
    if not month:
        return None
    day = tokens[month.end]
    if (
        tokens[i].text.isascii()
        and tokens[i].is_("month_")
        and day.number is not None
        and 1 <= day.number <= 31
    ):
        end = month.end + 1 + (tokens[month.end + 1].text in _ENDINGS)
        if tokens[end].text != ":":
            return _with_day(Found(month.what, end), day.number, tokens)
    return _with_day(month, None, tokens) if _is_month_alone(tokens, i, month.end) else None


def _is_month_alone(tokens: Tokens, i: int, end: int) -> bool:
    """Many months are names of people or other words."""
    token, before = tokens[i], tokens[i - 1]
    named = (
        token.is_("month")
        or ("ب" in token.front and token.tags.get("hijri") != _SAFAR)
        or before.is_("from", "month", "inn", "within", "end", "start", "to", "until", "after", "before")
        or before.text in {"in", "next", "this", "on"}
    )
    if token.text.endswith("اب"):
        return before.is_("month") or year_after(tokens, end) is not None
    if token.text in _ENGLISH_WORDS or token.is_("hijri", "rabi", "jumada"):
        return named or year_after(tokens, end) is not None
    return True


def _numbered_day(tokens: Tokens, i: int) -> Found[Day] | None:
    """يوم 15, 15 الشهر, 15 بالشهر الجاي."""
    named = tokens[i].is_("dayword")
    at = i + named + (named and tokens[i + 1].is_("filler") and tokens[i + 1].text in {"ال", "the"})
    day = day_of_month(tokens, at)
    if not day or (named and tokens[at].is_("day")):
        return None
    whole = _day_first(tokens, at) or _in_figures(tokens, at) if named else None
    if whole:
        return whole
    month = _this_or_next_month(tokens, day.end)
    if month:
        return Found(OnDay(day.what, month.what), month.end)
    if not named or _an_hour_follows(tokens, day.end) or (tokens[at].is_("ordinal") and day.what < 3):
        return None
    if (
        tokens[day.end].is_("unitday", "month", "year", "thing", "week", "hour", "minute")
        and not tokens[day.end].front
    ):
        return None
    return Found(OnDay(day.what), day.end)


def _an_hour_follows(tokens: Tokens, i: int) -> bool:
    return tokens[i].text == ":" or (tokens[i].text == "/" and tokens[i].glued)


def _this_or_next_month(tokens: Tokens, i: int) -> Found[Month | None] | None:
    """Which month "of the month" names; nothing where it is only said that a day is meant."""
    skip = i + (tokens[i].text in {"من", "في", "of", "min", "mn", "fi", "ب", "/", "b"})
    skip += tokens[skip].text == "the"
    token = tokens[skip]
    this = tokens[skip].is_("this") and tokens[skip + 1].is_("month")
    if this:
        return Found(Month(), skip + 2)
    nextly = token.is_("next") and tokens[skip + 1].is_("month")
    if nextly:
        return Found(Month(later=1), skip + 2)
    if not token.is_("month") or not (token.front.endswith("ا") or skip > i):
        return None
    which = _which_month(tokens, skip + 1)
    if which:
        return Found(Month(later=which.what), which.end)
    return Found(Month() if "ه" in token.front else None, skip + 1)


def _which_month(tokens: Tokens, i: int) -> Found[int] | None:
    at = i + tokens[i].is_("who")
    if tokens[at].is_("next"):
        return Found(1, at + 1)
    if tokens[at].is_("afterit") and not tokens[at].is_("next"):
        return Found(2, at + 1)
    if tokens[i].is_("this"):
        return Found(0, i + 1)
    return None


def _ending_in_th(tokens: Tokens, i: int) -> Found[Day] | None:
    """The 15th; not the 3rd circle."""
    at = i + (tokens[i].text == "the")
    number, ending, following = tokens[at].number, tokens[at + 1], tokens[at + 2]
    if number and number <= 31 and ending.text in _ENDINGS and ending.glued:
        ranks = at == i and not following.tags and following.text.isalpha()
        return None if ranks else Found(OnDay(number), at + 2)
    found = (
        ordinal(tokens, at) if tokens[at].text.isascii() and tokens[at - 1].text in {"the", "on"} else None
    )
    return Found(OnDay(found.what), found.end) if found and found.what > 3 else None
