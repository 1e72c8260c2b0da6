"""The one time that a message asks for."""

from dataclasses import dataclass, replace
from datetime import datetime

from nlu.text.times.calendar import Following, Week, Weekday, Which
from nlu.text.times.hours import After, Before
from nlu.text.times.mentions import Mention, join, mentions
from nlu.text.times.polarity import moved, stance
from nlu.text.times.reading import Kind, Part, Past, Reading, When, resolve
from nlu.text.times.tokens import Token, Tokens, tokenise
from nlu.text.times.unclear import Reason, Unclear

NOTHING = Reading(Kind.NONE)
_TOLD = -2


@dataclass(frozen=True)
class Candidate:
    mention: Mention
    refused: bool
    weight: int
    after_or: bool = False
    kept: bool = False
    happened: bool = False


def read_time(text: str, now: datetime) -> Reading:
    """`now` as the clock on the wall says, without a zone."""
    tokens = tokenise(text)
    said = _anchored([moved(tokens, mention) for mention in mentions(tokens)])
    if not said:
        return NOTHING
    found = _choose(_candidates(tokens, said), now)
    return replace(found, parts=_parts(tokens, said)) if found.kind is not Kind.NONE else found


def time_parts(text: str) -> list[Part]:
    """The words of a message that say days and hours."""
    tokens = tokenise(text)
    return list(_parts(tokens, mentions(tokens)))


def _parts(tokens: Tokens, said: list[Mention]) -> tuple[Part, ...]:
    pieces = [piece for mention in said for piece in mention.pieces]
    found = {Part(piece.name, *tokens.span(piece.first, piece.end)) for piece in pieces}
    return tuple(sorted(found, key=lambda part: (part.start, part.name)))


def _anchored(said: list[Mention]) -> list[Mention]:
    """ "The one after it" put after the day said before it."""
    for number in range(1, len(said)):
        mention, former = said[number], said[number - 1]
        if isinstance(mention.day, Following) and former.day and not isinstance(mention.day.day, Following):
            said[number] = replace(mention, day=Following(former.day))
    return said


def _candidates(tokens: Tokens, said: list[Mention]) -> list[Candidate]:
    found: list[Candidate] = []
    for number, mention in enumerate(said):
        view = stance(tokens, said, number)
        candidate = _turned(
            Candidate(mention, view.refused, view.weight, kept=view.kept, happened=view.happened)
        )
        if found and view.same_hour and not mention.hours:
            candidate = replace(candidate, mention=replace(mention, hours=found[-1].mention.hours))
        if found:
            candidate = _beside(found, candidate, _between(tokens, said[number - 1], mention), tokens)
        found.append(candidate)
    return found


def _turned(candidate: Candidate) -> Candidate:
    """I can't before 3: after 3."""
    hours = candidate.mention.hours
    if not candidate.refused or candidate.mention.day or not isinstance(hours, (After, Before)):
        return candidate
    turned = Before(hours.limit) if isinstance(hours, After) else After(hours.limit)
    return replace(candidate, refused=False, mention=replace(candidate.mention, hours=turned))


def _between(tokens: Tokens, one: Mention, other: Mention) -> list[Token]:
    return [tokens[i] for i in range(one.end, other.first)]


def _beside(found: list[Candidate], candidate: Candidate, gap: list[Token], tokens: Tokens) -> Candidate:
    """What stands between two times makes the second a correction or an alternative of the first."""
    former = found[-1]
    if isinstance(candidate.mention.day, Following) and any(word.is_("neg") for word in gap):
        found[-1] = replace(former, refused=True)
        return replace(candidate, refused=False, mention=_inheriting(candidate.mention, former.mention))
    corrects = (
        any(word.is_("oops") or (word.is_("no") and not _is_or(word)) for word in gap)
        and not candidate.refused
    )
    if corrects and not former.refused:
        former = found[-1] = replace(former, refused=True)
    either = any(_is_or(word) for word in gap) or (bool(gap) and gap[-1].is_("ya"))
    if either and not corrects:
        if former.refused and _only_joins(gap):
            return replace(candidate, refused=True)
        return replace(candidate, after_or=True, mention=_inheriting(candidate.mention, former.mention))
    goes_on = (
        "و" in tokens[candidate.mention.first].front if not gap else all(word.is_("and") for word in gap)
    )
    if goes_on and former.refused:
        return replace(candidate, refused=True)
    if (former.refused or former.kept) and not candidate.refused:
        return replace(candidate, mention=_inheriting(candidate.mention, former.mention))
    return candidate


def _is_or(word: Token) -> bool:
    """Or, and ولا in two words."""
    return word.is_("or") or (word.is_("no") and "و" in word.front)


def _only_joins(gap: list[Token]) -> bool:
    return all(_is_or(word) or word.is_("filler", "dayword", "neg", "ya") for word in gap)


def _inheriting(mention: Mention, former: Mention) -> Mention:
    """Of what it replaces, what it leaves unsaid: Sunday at 10, no, Monday."""
    if mention.day and former.day and not mention.hours:
        return replace(mention, hours=former.hours)
    if mention.hours and former.hours and not mention.day:
        return replace(mention, day=former.day)
    return mention


def _choose(candidates: list[Candidate], now: datetime) -> Reading:
    to_come = [each for each in candidates if not each.happened and not _is_past(each.mention, now)]
    refused = [each for each in to_come if each.refused]
    wanted = [each for each in to_come if not each.refused]
    if not wanted:
        return Reading(Kind.AMBIGUOUS, reason=Reason.EXCLUSIONS) if refused else NOTHING
    wanted = _without_repeated(_complete(wanted), now)
    best = max(each.weight for each in wanted)
    likeliest = [
        each
        for number, each in enumerate(wanted)
        if each.weight == best or each.after_or or (number + 1 < len(wanted) and wanted[number + 1].after_or)
    ]
    if len(likeliest) > 1:
        return _alternatives([each.mention for each in likeliest], now)
    chosen = likeliest[0]
    if chosen.weight <= _TOLD and not chosen.kept:
        return _only_told(chosen.mention, now)
    return _one(chosen.mention, [each.mention for each in refused], now)


def _only_told(mention: Mention, now: datetime) -> Reading:
    """The hearing is on Sunday: that is no wish to come then, nor does it say another."""
    found = _alternatives([mention], now)
    options = (found.when,) if found.when else ()
    return Reading(Kind.AMBIGUOUS, reason=Reason.TOLD, options=options)


def _is_past(mention: Mention, now: datetime) -> bool:
    try:
        resolve(mention, now)
    except Past:
        return True
    except Unclear:
        return False
    return False


def _complete(wanted: list[Candidate]) -> list[Candidate]:
    """A day said here and an hour said there are one time."""
    done: list[Candidate] = []
    for each in wanted:
        former = done[-1] if done else None
        joined = _one_appointment(former, each) if former and not each.after_or else None
        if former and joined:
            done[-1] = replace(former, mention=joined, weight=max(former.weight, each.weight))
        else:
            done.append(each)
    return done


def _without_repeated(wanted: list[Candidate], now: datetime) -> list[Candidate]:
    """Thursday, and then Thursday at ten: the fuller one says it."""
    days = [_days(each.mention, now) for each in wanted]
    full = {day for each, day in zip(wanted, days, strict=True) if each.mention.hours}
    return [each for each, day in zip(wanted, days, strict=True) if each.mention.hours or day not in full]


def _days(mention: Mention, now: datetime) -> object:
    """What tells a mention's days from others'."""
    try:
        return mention.day.days(now.date()) if mention.day else mention
    except Unclear:
        return mention


def _one_appointment(one: Candidate, other: Candidate) -> Mention | None:
    """Not where the hour is only told: my shift ends at two, tomorrow suits me."""
    hour, day = (one, other) if one.mention.hours else (other, one)
    if hour.weight <= _TOLD < day.weight:
        return None
    narrowed = _narrowed(one.mention, other.mention)
    if narrowed:
        return narrowed
    days = (one.mention.day is None) != (other.mention.day is None)
    hours = (one.mention.hours is None) != (other.mention.hours is None)
    return join(one.mention, other.mention) if days and hours else None


def _narrowed(one: Mention, other: Mention) -> Mention | None:
    """Next week, and then: Wednesday."""
    week, day = one.day, other.day
    plain = isinstance(day, Weekday) and day.which is Which.NEAREST and day.weeks is None
    if not isinstance(week, Week) or not isinstance(day, Weekday) or not plain or one.hours:
        return None
    pieces = (*one.pieces, *other.pieces)
    return replace(other, day=replace(day, weeks=week.weeks), first=one.first, pieces=pieces)


def _alternatives(said: list[Mention], now: datetime) -> Reading:
    options: list[When] = []
    for mention in said:
        try:
            options.append(resolve(mention, now))
        except (Unclear, Past):
            continue
    distinct = tuple(dict.fromkeys(options))
    if len(distinct) == 1 and len(options) == len(said):
        return _reading(distinct[0])
    return Reading(Kind.AMBIGUOUS, reason=Reason.ALTERNATIVES, options=distinct)


def _one(mention: Mention, refused: list[Mention], now: datetime) -> Reading:
    try:
        when = resolve(mention, now)
    except Unclear as unclear:
        return Reading(Kind.AMBIGUOUS, reason=unclear.reason)
    if any(_inside(each, mention, now) or _part_refused(each, mention) for each in refused):
        return Reading(Kind.AMBIGUOUS, reason=Reason.EXCLUSIONS)
    return _reading(when)


def _part_refused(refused: Mention, wanted: Mention) -> bool:
    """Tomorrow, but not in the morning."""
    return refused.day is None and wanted.day is not None and wanted.hours is None


def _inside(refused: Mention, wanted: Mention, now: datetime) -> bool:
    """Whether a day of the wanted range is refused."""
    if not refused.day or not wanted.day:
        return False
    try:
        first, last = wanted.day.days(now.date())
        day, end = refused.day.days(first if isinstance(refused.day, Weekday) else now.date())
    except Unclear:
        return False
    return first <= day and end <= last and (first, last) != (day, end)


def _reading(when: When) -> Reading:
    return Reading(Kind.VALUE if when.start == when.end else Kind.RANGE, when)
