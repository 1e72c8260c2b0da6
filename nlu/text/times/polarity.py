"""Which of a message's times are wanted, which are refused, which only told."""

from dataclasses import dataclass, replace
from itertools import pairwise

from nlu.text.times.calendar import Both, FromTo, InDays, NoDay, OnDay, Weekday, Which
from nlu.text.times.hours import At, Between
from nlu.text.times.mentions import STOPS, Mention
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason

_LET = ("خل", "kh", "5al", "make")
_SHORT = 3
_COMMAS = {",", ";"}
_ANY = {"any", "every", "anytime", "all", "whatever", "اي", "كل", "ayy", "ay", "kol"}


@dataclass(frozen=True)
class Stance:
    refused: bool
    weight: int
    """The more, the likelier it is the one asked for."""
    kept: bool = False
    """It is the time of an appointment that there is already."""
    happened: bool = False
    """It is told of what has been."""
    same_hour: bool = False
    """The hour is the one said before."""


def stance(tokens: Tokens, said: list[Mention], number: int) -> Stance:
    mention = said[number]
    begin = said[number - 1].end if number else 0
    end = said[number + 1].first if number + 1 < len(said) else len(tokens)
    before = _clause_before([tokens[i] for i in range(begin, mention.first)])
    gap = [tokens[i] for i in range(mention.end, end)]
    after = _clause_after(gap, last=number + 1 == len(said))
    asked = _asked(before)
    refused = _refused_before(before) or (_refused_after(after) and not (asked and number + 1 < len(said)))
    if number and before and _belongs_to_former(tokens, said, number):
        refused = _refused_directly(before)
    ends = number + 1 == len(said) or len(after) < len(gap) or _fits(after)
    kept = any(word.is_("appointment") and word.is_("background") for word in before)
    same = any(one.is_("same") and other.is_("hour", "time") for one, other in pairwise(gap))
    happened = not asked and (
        (_is_told(mention) and any(word.is_("happened") for word in before))
        or any(word.is_("sentence") and len(word.text) > _SHORT for word in before)
    )
    weight = _weight(tokens, mention, before, after if ends else [])
    return Stance(refused, weight, kept, happened, same)


def _fits(after: list[Token]) -> bool:
    """Sunday suits me: said of the day before it."""
    return bool(after) and after[0].is_("fit")


def _clause_before(words: list[Token]) -> list[Token]:
    for i in range(len(words) - 1, -1, -1):
        if words[i].is_("put", "oops"):
            return words[i:]
        if words[i].text in STOPS | _COMMAS or (words[i].is_("but") and not words[i].is_("except")):
            return words[i + 1 :]
    return words


def _clause_after(words: list[Token], *, last: bool) -> list[Token]:
    for i, word in enumerate(words):
        stop = word.text in STOPS or (word.text in _COMMAS and not (last and i == 0))
        if stop or (word.is_("but", "because") and i):
            return words[:i]
    return words


def _said_plainly(words: list[Token]) -> list[Token]:
    """Without the small words before a day: on, the, يوم."""
    return [word for word in words if word.is_("neg", "except", "instead") or not _is_small(word)]


def _is_small(word: Token) -> bool:
    return word.is_("dayword", "filler") or word.text in {"in", "on", "at", "من", "في", "ب", "for"}


def _refused_directly(before: list[Token]) -> bool:
    """مش, بدل, ما عدا right before it."""
    words = _said_plainly(before)
    if not words:
        return False
    last = words[-1]
    if last.is_("neg", "instead") or _is_worse(before):
        return True
    if last.is_("but"):
        return any(word.text in _ANY for word in before)
    only = any(word.is_("neg", "ma", "cannot") or word.text in {"ولا", "wla"} for word in words[:-1])
    return last.is_("except") and (not only or words[-2:][0].text == "ما")


def _only(before: list[Token]) -> bool:
    """ما بقدر إلا."""
    words = _said_plainly(before)
    return bool(words) and words[-1].is_("except") and not _refused_directly(before)


def _is_worse(before: list[Token]) -> bool:
    """أحسن من."""
    return len(before) > 1 and before[-1].is_("from") and before[-2].is_("better")


def _refused_before(before: list[Token]) -> bool:
    words = _said_plainly(before)
    if words and words[-1].is_("except"):
        return _refused_directly(before)
    return _refused_directly(before) or _refuses(before)


def _refused_after(after: list[Token]) -> bool:
    bare_no = bool(after) and after[0].is_("no") and len(after) == 1
    nothing_there = (
        len(after) > 1 and after[0].is_("ma", "neg") and after[1].text in {"في", "فيه", "fi", "fee"}
    )
    return bare_no or nothing_there or _refuses(after)


def _refuses(words: list[Token]) -> bool:
    """I can't, it does not suit me, I am busy, don't put me."""
    for i, word in enumerate(words):
        following = words[i + 1 : i + 3]
        if word.is_("cannot") or _is_busy(words, i):
            return True
        if word.is_("too") and any(each.is_("early", "late") for each in following):
            return True
        if word.is_("neg", "ma") and any(each.is_("can", "have") for each in following):
            return True
        if (
            word.is_("no", "ma")
            and following
            and following[0].text.startswith("ت")
            and len(following[0].text) > 3
        ):
            return True
    return False


def _is_busy(words: list[Token], i: int) -> bool:
    """عندي محكمة, I have work."""
    return words[i].is_("have") and any(word.is_("busy") for word in words[i + 1 : i + 3])


def _asked(before: list[Token]) -> bool:
    return any(word.is_("ask") for word in before) and not _refuses(before)


def _belongs_to_former(tokens: Tokens, said: list[Mention], number: int) -> bool:
    """Whether a refusal between two times, with no comma, is the former's: الأحد ما بقدر الاثنين."""
    gap = [tokens[i] for i in range(said[number - 1].end, said[number].first)]
    if any(word.text in STOPS | _COMMAS or word.is_("but") for word in gap):
        return False
    begin = said[number - 2].end if number > 1 else 0
    return not _asked([tokens[i] for i in range(begin, said[number - 1].first)]) and _refuses(gap)


def _is_told(mention: Mention) -> bool:
    """Whether its day may as well be one that is over: a bare weekday, a date without its year."""
    day = mention.day
    if isinstance(day, Weekday):
        return day.which is Which.NEAREST and day.weeks is None
    if isinstance(day, Both):
        day = day.dated
    return isinstance(day, OnDay) and (day.month is None or not (day.month.year or day.month.later))


def _weight(tokens: Tokens, mention: Mention, before: list[Token], after: list[Token]) -> int:
    weight = int(any(word.is_("ask") for word in before)) + int(any(word.is_("ask") for word in after))
    told = any(word.is_("background") for word in before) or any(word.is_("because") for word in before[-4:])
    told = told or _is_held(before)
    told = told or any(word.is_("background") and not word.is_("ask") for word in after[:2])
    weight -= 2 * told
    weight += tokens[mention.first].front.startswith("ف") or any(word.is_("so") for word in before)
    weight += 2 * _only(before)
    weight -= mention.day == NoDay(Reason.OPEN) or (mention.day == InDays(0) and mention.hours is None)
    if not _moved_to(tokens, mention):
        return weight
    return weight + (3 if _is_changed(tokens) else 1 if mention.day else -2)


def _is_held(before: list[Token]) -> bool:
    """I have a meeting; not: I have time, I have no car, I have 3 children."""
    for i, word in enumerate(before[:-1]):
        what = before[i + 1]
        lacking = i > 0 and before[i - 1].is_("ma", "neg")
        time = what.is_("time", "fit") and not what.is_("appointment")
        if word.is_("have") and not lacking and not time and what.number is None:
            return True
    return False


def _moved_to(tokens: Tokens, mention: Mention) -> bool:
    """Behind ل or "to"."""
    first, before = tokens[mention.first], tokens[mention.first - 1]
    return (
        first.front.lstrip("و").startswith("ل")
        or before.is_("to")
        or before.text in {"to", "la", "ل", "على", "ع"}
    )


def _is_changed(tokens: Tokens) -> bool:
    return any(tokens[i].is_("change") for i in range(len(tokens)))


def moved(tokens: Tokens, mention: Mention) -> Mention:
    """Moved from Sunday to Tuesday is no range of days."""
    before = (tokens[i] for i in range(max(0, mention.first - 4), mention.first))
    if not any(word.is_("change") and not word.text.startswith(_LET) for word in before):
        return mention
    day = mention.day.last if isinstance(mention.day, FromTo) else mention.day
    hours = At(mention.hours.last) if isinstance(mention.hours, Between) else mention.hours
    return replace(mention, day=day, hours=hours)
