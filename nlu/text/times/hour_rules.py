"""Rules that find hours: points, parts of the day, limits, ranges."""

from dataclasses import dataclass

from nlu.text.times.clock import Said, clock, counts_something
from nlu.text.times.found import Found, first
from nlu.text.times.hours import After, At, Before, Between, Clock, During, Hours, Later, NoHour, Part
from nlu.text.times.numbers import small
from nlu.text.times.parts import half_of_day, part_of_day
from nlu.text.times.tokens import Tokens
from nlu.text.times.unclear import Reason

_HOUR = 60


@dataclass(frozen=True)
class Time:
    hours: Hours
    plain: bool
    """Without anything beside it, this is a time and nothing else."""
    first: int


def time(tokens: Tokens, i: int) -> Found[Time] | None:
    return first((_greeting, _later, _between, _limit, _from_to, _point, _part, _after_something), tokens, i)


def _greeting(tokens: Tokens, i: int) -> Found[Time] | None:
    """Good morning: passed over."""
    token = tokens[i]
    greets = (token.is_("part") and tokens[i + 1].is_("greeting")) or (
        token.is_("greeted") and tokens[i + 1].is_("part") and not tokens[i + 1].is_("rel")
    )
    return Found(Time(NoHour(Reason.VAGUE), plain=False, first=i), i + 2) if greets else None


def _later(tokens: Tokens, i: int) -> Found[Time] | None:
    """In two hours."""
    if not tokens[i].is_("after", "inn") or tokens[i].is_("within"):
        return None
    minutes = _length(tokens, i + 1)
    return Found(Time(Later(minutes.what), plain=True, first=i), minutes.end) if minutes else None


def _length(tokens: Tokens, i: int) -> Found[int] | None:
    i += tokens[i].text in {"a", "an"}
    token = tokens[i]
    if token.is_("engfrac") and tokens[i + 1].text in {"a", "an"} and tokens[i + 2].is_("hour"):
        return Found(token.tags["engfrac"], i + 3)
    if token.is_("twohour") and not token.front:
        return Found(2 * _HOUR, i + 1)
    if (
        token.is_("hour")
        and not token.front
        and not token.text.startswith("hours")
        and _no_clock(tokens, i + 1)
    ):
        return Found(_HOUR, i + 1)
    count = Found(token.tags.get("frac", 0), i + 1) if token.is_("frac") else small(tokens, i)
    if not count or not tokens[count.end].is_("hour", "minute") or tokens[count.end].front:
        return None
    unit = 1 if token.is_("frac") or tokens[count.end].is_("minute") else _HOUR
    return Found(count.what * unit, count.end + 1)


def _no_clock(tokens: Tokens, i: int) -> bool:
    return small(tokens, i) is None


def _between(tokens: Tokens, i: int) -> Found[Time] | None:
    """بين 10 و12."""
    if not tokens[i].is_("between"):
        return None
    begin = _bare_clock(tokens, i + 1)
    if not begin:
        return None
    at = begin.end + (tokens[begin.end].is_("and", "to") and not _is_number(tokens, begin.end))
    if at == begin.end and "و" not in tokens[at].front and not _is_joint(tokens, at):
        return None
    return _range(tokens, i, begin.what, at)


def _bare_clock(tokens: Tokens, i: int) -> Found[Said] | None:
    """An hour whose "and ten" is not its minutes but the end of a range."""
    found = clock(tokens, i)
    if not found or found.what.clock.minute == 0:
        return found
    number = small(tokens, found.what.first + (tokens[found.what.first].is_("hour")))
    ends_range = number and "و" in tokens[number.end].front and not tokens[number.end].is_("frac")
    if not number or not ends_range or tokens[found.end].is_("and") or "و" in tokens[found.end].front:
        return found
    return Found(Said(Clock(number.what), plain=False, first=found.what.first), number.end)


def _is_number(tokens: Tokens, i: int) -> bool:
    return tokens[i].number is not None or tokens[i].is_("number")


def _is_joint(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    return (
        token.is_("to", "until")
        or token.text in {"-", "–", "—", "/"}
        or token.front.lstrip("و").startswith("ل")
    )


def _range(tokens: Tokens, i: int, begin: Said, at: int, *, plain: bool = True) -> Found[Time] | None:
    end = clock(tokens, at)
    if not end:
        return None
    return Found(Time(Between(begin.clock, end.what.clock), plain=plain, first=i), end.end)


def _limit(tokens: Tokens, i: int) -> Found[Time] | None:
    """بعد الـ2, قبل الـ11, not before 10."""
    if [tokens[at].text for at in (i + 1, i + 2)] == ["later", "than"]:
        latest = _limiting_clock(tokens, i + 3)
        return Found(Time(Before(latest.what), plain=True, first=i), latest.end) if latest else None
    at = i + (tokens[i].is_("neg", "ma") and tokens[i + 1].is_("after", "before"))
    token = tokens[at]
    if not token.is_("after", "before", "until") or token.front == "ا":
        return None
    later = token.is_("after") == (at == i)
    limit = _limiting_clock(tokens, at + 1) or _limiting_part(tokens, at + 1)
    if not limit:
        return None
    hours = After(limit.what) if later else Before(limit.what)
    return Found(Time(hours, plain=True, first=i), limit.end)


def _limiting_clock(tokens: Tokens, i: int) -> Found[Clock | Part] | None:
    found = clock(tokens, i)
    if not found or (counts_something(tokens, found.end, plain=False) and not found.what.plain):
        return None
    return Found(found.what.clock, found.end)


def _limiting_part(tokens: Tokens, i: int) -> Found[Clock | Part] | None:
    """Before asr; "after noon" is a part of the day itself."""
    skip = i + tokens[i].is_("vague")
    found = part_of_day(tokens, skip)
    if not found or (skip == i and found.what is Part.NOON):
        return None
    return Found(Clock(12) if found.what is Part.NOON else found.what, found.end)


def _from_to(tokens: Tokens, i: int) -> Found[Time] | None:
    """من 10 ل 12, 10-12, 10 الصبح لحد 2; from 10 on."""
    opened = tokens[i].is_("from") and tokens[i].front != "ا"
    if opened and tokens[i - 1].is_("better"):
        return None
    begin = _bare_clock(tokens, i + opened)
    if not begin:
        return None
    if _is_joint(tokens, begin.end):
        at = begin.end + (
            not tokens[begin.end].front.lstrip("و").startswith("ل") or tokens[begin.end].is_("to", "until")
        )
        plain = opened or begin.what.plain or tokens[begin.end].text not in {"-", "–", "—", "/"}
        found = _range(tokens, i, begin.what, at, plain=plain)
        if found:
            return found
    onward = tokens[begin.end].is_("onward") and (opened or tokens[begin.end].front.startswith("و"))
    if opened or onward:
        plain = begin.what.plain or onward
        return Found(Time(After(begin.what.clock), plain=plain, first=i), begin.end + onward)
    return None


def _point(tokens: Tokens, i: int) -> Found[Time] | None:
    found = clock(tokens, i)
    if not found:
        return None
    said = found.what
    return Found(Time(At(said.clock), plain=said.plain, first=said.first), found.end)


def _part(tokens: Tokens, i: int) -> Found[Time] | None:
    token = tokens[i]
    found = Found(Part(token.tags["adverb"]), i + 1) if token.is_("adverb") else part_of_day(tokens, i)
    if token.is_("midnight"):
        return Found(Time(At(Clock(0)), plain=True, first=i), i + 1)
    if token.is_("noon") and token.text.isascii():
        return Found(Time(At(Clock(12)), plain=True, first=i), i + 1)
    if token.is_("frac") and tokens[i + 1].is_("dayword") and tokens[i + 1].front.endswith("ا"):
        return Found(Time(At(Clock(12)), plain=True, first=i), i + 2)
    if not found:
        return None
    hour = clock(tokens, found.end)
    half = half_of_day(tokens, hour.end) if hour else None
    if (
        hour
        and not half
        and hour.what.clock.part is None
        and not hour.what.plain
        and _beside(tokens, found.end)
    ):
        said = At(Clock(hour.what.clock.hour, hour.what.clock.minute, found.what))
        return Found(Time(said, plain=True, first=i), hour.end)
    return Found(Time(During(found.what), plain=True, first=i), found.end)


def _beside(tokens: Tokens, i: int) -> bool:
    """الصبح 10."""
    return _is_number(tokens, i) and not tokens[i].is_("day", "weekday")


def _after_something(tokens: Tokens, i: int) -> Found[Time] | None:
    """After work, after the prayer, at the end of the day."""
    token, what = tokens[i], tokens[i + 1]
    whole_day = what.is_("dayword", "vague") and what.front.endswith("ا")
    if token.is_("end", "start") and whole_day:
        return Found(Time(NoHour(Reason.VAGUE), plain=True, first=i), i + 2)
    if (
        token.is_("after", "before")
        and what.is_("vague")
        and (what.front.endswith("ا") or what.text.isascii() or what.is_("vague"))
    ):
        skip = 1 + tokens[i + 2].is_("day", "part")
        return Found(Time(NoHour(Reason.VAGUE), plain=True, first=i), i + 1 + skip)
    return None
