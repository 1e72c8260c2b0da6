"""An hour as it is said: الساعة 10 ونص, 10:30, half past ten, 8 إلا خمسة الصبح."""

from dataclasses import dataclass, replace

from nlu.text.times.found import Found, first
from nlu.text.times.hours import Clock
from nlu.text.times.numbers import ordinal, small
from nlu.text.times.parts import half_of_day
from nlu.text.times.tokens import Token, Tokens

_HOURS = 24
_CLOCK_HOURS = 12
_MINUTES = 60
_ROUND_MINUTES = range(5, _MINUTES, 5)
_FULL_DIGITS = 2
_AROUND = 3
_SOMEBODY = {"واحد", "wa7ad", "wa7ed", "one"}
_LEADS = {"@", "ع", "على", "علي", "عال", "3al", "3l", "3a", "حوالي", "بحدود", "تقريبا", "about", "around"}


@dataclass(frozen=True)
class Said:
    clock: Clock
    plain: bool
    """Nothing else than an hour of the day is meant."""
    first: int
    """The token where it begins, without what leads to it."""


def clock(tokens: Tokens, i: int) -> Found[Said] | None:
    lead = _lead(tokens, i)
    found = _english(tokens, lead) or _number(tokens, lead, led=lead > i)
    if not found:
        return None
    said = found.what
    half = half_of_day(tokens, found.end)
    if half:
        said = replace(said, clock=replace(said.clock, part=half.what), plain=True)
    end = half.end if half else _oclock(tokens, found.end)
    plain = said.plain or _led_plainly(tokens, i, lead) or end > found.end
    if not half and counts_something(tokens, end, plain=plain):
        return None
    if not plain and tokens[said.first].text in _SOMEBODY:
        return None
    return Found(replace(said, plain=plain, first=i if _is_hour_word(tokens, i) else lead), end)


def _lead(tokens: Tokens, i: int) -> int:
    """Past "the hour", "at", "about": to where the number must stand."""
    start = i
    while i - start < _AROUND and _leads(tokens, i, opening=i == start):
        i += 1
    return i


def _leads(tokens: Tokens, i: int, *, opening: bool) -> bool:
    if _is_hour_word(tokens, i) or tokens[i].is_("clockword") or tokens[i].text in _LEADS:
        return True
    return not opening and tokens[i].is_("filler") and not _numeric(tokens[i])


def _is_hour_word(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    if not token.front and tokens[i + 1].tags.get("number") == 1 and not tokens[i + 1].front:
        return False
    return token.is_("hour") and (
        not token.text.isascii() or token.text.startswith(("s", "el", "al", "il", "3", "l", "b"))
    )


def _numeric(token: Token) -> bool:
    return token.number is not None or token.is_("number", "ordinal", "frac")


def _led_plainly(tokens: Tokens, i: int, lead: int) -> bool:
    words = [tokens[at] for at in range(i, lead)]
    on = tokens[lead].front.startswith(("ع", "وع")) or tokens[lead].front == "با"
    return on or any(word.is_("hour") or word.text in {"at", "@", "3al", "3l", "ع", "عال"} for word in words)


def _number(tokens: Tokens, i: int, *, led: bool) -> Found[Said] | None:
    hour = _hour(tokens, i, led=led)
    if not hour:
        return None
    plain = tokens[i].is_("ordinal") and tokens[i].front.endswith("ا") and not tokens[i].is_("number")
    said = Said(Clock(hour.what, padded=_is_padded(tokens[i])), plain=plain and led, first=i)
    exact = _digital(tokens, hour.end, said, led=led)
    if exact:
        return exact
    return _spoken_minutes(tokens, hour.end, said)


def _hour(tokens: Tokens, i: int, *, led: bool) -> Found[int] | None:
    token = tokens[i]
    if led and token.number is not None and len(token.text) in {3, 4} and token.number % 100 < _MINUTES:
        return Found(token.number, i + 1) if token.number // 100 < _HOURS else None
    if token.number is not None:
        short = len(token.text) <= _FULL_DIGITS and token.number <= _HOURS
        return Found(token.number, i + 1) if short and not _inside_figure(tokens, i) else None
    found = small(tokens, i) if token.is_("number") else ordinal(tokens, i) if _is_feminine(token) else None
    return found if found and 1 <= found.what <= _CLOCK_HOURS else None


def _inside_figure(tokens: Tokens, i: int) -> bool:
    """10 of 1/10, of #10, of 079-10."""
    before = tokens[i - 1]
    if before.text == "-" and (tokens[i - 2].number or _HOURS + 1) <= _HOURS:
        return False
    return tokens[i].glued and (
        before.text in {"/", "#", "-", ".", "+", "\\", "$"} or before.number is not None
    )


def _is_feminine(token: Token) -> bool:
    return token.front.endswith("ا") and token.text.endswith("ه")


def _is_padded(token: Token) -> bool:
    return token.number is not None and len(token.text) == _FULL_DIGITS and token.text[0] == "0"


def _digital(tokens: Tokens, i: int, said: Said, *, led: bool) -> Found[Said] | None:
    """10:30; 10.30 and 1030 where an hour is plainly meant."""
    hour = said.clock.hour
    if hour >= 100:
        clock = Clock(hour // 100, hour % 100, padded=said.clock.padded)
        return Found(replace(said, clock=clock, plain=True), i)
    sign, minutes = tokens[i], tokens[i + 1]
    if sign.text not in {":", ".", ",", ";"} or len(minutes.text) != _FULL_DIGITS:
        return None
    if minutes.number is None or minutes.number >= _MINUTES or not (minutes.glued or sign.text == ":"):
        return None
    plain = led or sign.text == ":"
    if not plain and 0 < minutes.number <= _CLOCK_HOURS:
        return None
    padded = said.clock.padded
    return Found(replace(said, clock=Clock(hour, minutes.number, padded=padded), plain=plain), i + 2)


def _spoken_minutes(tokens: Tokens, i: int, said: Said) -> Found[Said] | None:
    """Any number of "and a half", "and five", "but a quarter"."""
    if said.clock.hour > _HOURS:
        return None
    start = i
    while i - start < 8:
        more = first((_minutes_more, _minutes_less), tokens, i)
        if not more:
            break
        said = replace(said, clock=replace(said.clock, minute=said.clock.minute + more.what), plain=True)
        i = more.end
    clock = replace(said.clock, padded=said.clock.padded and i == start)
    return Found(replace(said, clock=clock), i) if abs(clock.minute) < _MINUTES else None


def _minutes_more(tokens: Tokens, i: int) -> Found[int] | None:
    token = tokens[i]
    and_ = "و" in token.front
    if token.is_("and") and not and_:
        i, token, and_ = i + 1, tokens[i + 1], True
    if token.is_("frac") and (and_ or not token.front) and not token.is_("hour"):
        return Found(token.tags["frac"], i + 1)
    count = small(tokens, i)
    if not count or not 0 < count.what < _MINUTES:
        return None
    if tokens[count.end].is_("minute"):
        return Found(count.what, count.end + 1)
    if and_ and count.what in _ROUND_MINUTES and not counts_something(tokens, count.end, plain=False):
        return Found(count.what, count.end)
    if (token.text.isascii() and "tens" in token.tags) or token.text in {"fifteen", "15", "30", "45"}:
        return Found(_with_units(tokens, count), count.end + (_with_units(tokens, count) > count.what))
    return None


def _with_units(tokens: Tokens, tens: Found[int]) -> int:
    """forty five."""
    units = tokens[tens.end].tags.get("number", 0)
    return tens.what + (units if units < 10 and tokens[tens.end].text.isascii() else 0)


def _minutes_less(tokens: Tokens, i: int) -> Found[int] | None:
    if not tokens[i].is_("minus"):
        return None
    token = tokens[i + 1]
    if token.is_("frac"):
        return Found(-token.tags["frac"], i + 2)
    count = small(tokens, i + 1)
    if not count or count.what not in _ROUND_MINUTES:
        return None
    return Found(-count.what, count.end + tokens[count.end].is_("minute"))


def _english(tokens: Tokens, i: int) -> Found[Said] | None:
    """Half past ten, quarter to 3, ten past two, half two."""
    token = tokens[i]
    count = Found(token.tags["engfrac"], i + 1) if token.is_("engfrac") else small(tokens, i)
    if not count or count.what >= _MINUTES:
        return None
    at = count.end + tokens[count.end].is_("minute")
    sign = {"past": 1, "after": 1, "to": -1, "till": -1, "til": -1, "before": -1}.get(tokens[at].text)
    half = token.tags.get("engfrac") == 30
    if sign is None and not half:
        return None
    if (not token.is_("engfrac") and count.what not in _ROUND_MINUTES) or (
        sign == -1 and not token.is_("engfrac") and count.what > 25
    ):
        return None
    hour = _hour(tokens, at + (sign is not None), led=False)
    if not hour or not 1 <= hour.what <= _CLOCK_HOURS:
        return None
    if (
        sign is not None
        and not token.is_("engfrac")
        and tokens[at].text in {"to", "till", "til", "after", "before"}
        and not (_led_by_at(tokens, i) or _in_words(tokens, i, at))
    ):
        return None
    return Found(Said(Clock(hour.what, (sign or 1) * count.what), plain=True, first=i), hour.end)


def _in_words(tokens: Tokens, i: int, at: int) -> bool:
    """Ten to nine; but from ten to nine, 10 to 9."""
    words = tokens[i].is_("number", "tens") and tokens[at].text == "to"
    return words and not tokens[i - 1].is_("from", "between")


def _led_by_at(tokens: Tokens, i: int) -> bool:
    return tokens[i - 1].text in {"at", "@", "around", "about"}


def _oclock(tokens: Tokens, i: int) -> int:
    if tokens[i].text == "o" and tokens[i + 1].text == "clock":
        return i + 2
    return i + tokens[i].text.replace("'", "").replace("’", "").startswith("oclock")


def counts_something(tokens: Tokens, i: int, *, plain: bool) -> bool:
    """Whether what follows the number is what it counts: children, dinars, years."""
    token = tokens[i]
    if token.text in {"%", "/", "\\", "$"} or (token.number is not None and token.glued):
        return True
    if (
        token.text in {"-", ".", ":"}
        and token.glued
        and tokens[i + 1].glued
        and tokens[i + 1].number is not None
    ):
        return not plain and not (token.text == "-" and (tokens[i + 1].number or 0) <= _HOURS)
    if token.is_("and") or "و" in token.front:
        return False
    units = ("minute", "unitday", "week", "month", "year", "thing", "month_")
    this_month = token.is_("month", "week") and token.front.endswith("ا")
    return (token.is_(*units) and not this_month) or (token.is_("hour") and not token.front)
