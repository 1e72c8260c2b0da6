"""The times a message says, each with its day and its hour, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlu.text.times.calendar import Day, InDays, Month, NoDay, Week, Weekday
from nlu.text.times.day_rules import day
from nlu.text.times.hour_rules import Time, time
from nlu.text.times.hours import At, During, Hours, NoHour, Part, Within, together
from nlu.text.times.named_days import BOTH_OF
from nlu.text.times.tokens import Token, Tokens
from nlu.text.times.unclear import Reason

STOPS = frozenset({".", "?", "!", "؟", "…", "\n"})
_COMMA = frozenset({",", ";", ":", "-", "–", "(", ")", "/"})
_BLOCKING = ("or", "oops", "no", "neg", "ma", "except", "instead", "because", "cannot", "background", "so")
_LINKING = (
    "or", "oops", "no", "neg", "ma", "instead", "change", "filler", "and", "ask", "to", "except", "hour",
    "minus", "too", "early", "late", "fit", "can", "so",
)  # fmt: skip
_FAR = 4
_AFTER_COMMA = 2
_HALF_DAY = 12


@dataclass(frozen=True)
class Piece:
    """Consecutive tokens that say a day or an hour."""

    what: Day | Time
    first: int
    end: int

    @property
    def name(self) -> str:
        return "time" if isinstance(self.what, Time) else "date"


@dataclass(frozen=True)
class Mention:
    day: Day | None
    hours: Hours | None
    first: int
    end: int
    pieces: tuple[Piece, ...]
    perhaps_day: int | None = None
    """A bare number beside a weekday, taken for an hour, may be its date."""


def mentions(tokens: Tokens) -> list[Mention]:
    return list(_merged(tokens, _told_apart(tokens, list(_pieces(tokens)))))


def _pieces(tokens: Tokens) -> Iterator[Piece]:
    i = 0
    while i < len(tokens):
        if not tokens[i].tags and tokens[i].number is None:
            i += 1
            continue
        masked = _past_other_number(tokens, i)
        if masked > i:
            i = masked
            continue
        if _is_now_and_part(tokens, i):
            yield from _today(tokens, i)
            i += 1 + tokens[i].is_("this")
            continue
        found = day(tokens, i) or time(tokens, i)
        if found:
            begin = found.what.first if isinstance(found.what, Time) else _past_since(tokens, i, found.what)
            yield Piece(found.what, begin, found.end)
        i = max(i + 1, found.end) if found else i + 1


def _past_since(tokens: Tokens, i: int, found: Day) -> int:
    """ "From" and "within" are no part of the day they open."""
    return i + (tokens[i].is_("from", "within") and isinstance(found, (NoDay, InDays, Week, Month)))


def _is_now_and_part(tokens: Tokens, i: int) -> bool:
    """Tonight, this morning."""
    this = tokens[i].is_("this") and tokens[i + 1].is_("part") and tokens[i].text.isascii()
    return this or tokens[i].is_("tonight")


def _today(tokens: Tokens, i: int) -> Iterator[Piece]:
    part = Part.NIGHT if tokens[i].is_("tonight") else Part(tokens[i + 1].tags["part"])
    end = i + 1 + tokens[i].is_("this")
    yield Piece(InDays(0), i, end)
    yield Piece(Time(During(part), plain=True, first=i), i, end)


def _past_other_number(tokens: Tokens, i: int) -> int:
    """Past a number that is said to be a case's, an age, a sentence."""
    if not tokens[i].is_("numbered", "age", "sentence"):
        return i
    at = i + 1
    while tokens[at].text in {":", "#", "(", "-", "هو", "كان", "is", "of", "جوا", "جوه", "انو"} or tokens[
        at
    ].is_("numbered"):
        at += 1
    if tokens[at].number is None and not (
        tokens[i].is_("age", "sentence") and tokens[at].is_("number", "tens")
    ):
        return i
    if tokens[i].is_("sentence") and tokens[at + 1].text in {"/", ":"}:
        return i
    at += 1
    while tokens[at].glued and (tokens[at].number is not None or tokens[at].text in {"/", "-", ".", "\\"}):
        at += 1
    return at


def _told_apart(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Without greetings, and without bare numbers that nothing makes an hour."""
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        if not isinstance(piece.what, Time) or piece.what.plain:
            kept.append(piece)
        elif isinstance(piece.what.hours, NoHour):
            continue
        elif _makes_an_hour(tokens, piece, kept, pieces[number + 1 :]):
            kept.append(piece)
    return kept


def _makes_an_hour(tokens: Tokens, piece: Piece, before: list[Piece], after: list[Piece]) -> bool:
    if before and all(
        token.is_(*_LINKING) or token.text in _COMMA for token in _gap(tokens, before[-1].end, piece.first)
    ):
        return True
    lead = tokens[piece.first - 1 - (tokens[piece.first - 1].text == "it")]
    if lead.text in BOTH_OF:
        return False
    if (
        lead.is_("put", "oops", "appointment", "come")
        or tokens[piece.end].is_("fit")
        or (after and lead.is_("ya"))
    ):
        return True
    if after and not isinstance(after[0].what, Time) and _near(tokens, piece.end, after[0].first):
        return True
    if (
        after
        and isinstance(after[0].what, Time)
        and after[0].what.plain
        and _near(tokens, piece.end, after[0].first, over="or")
    ):
        return True
    alone = [tokens[i] for i in range(len(tokens)) if not piece.first <= i < piece.end]
    return all(token.is_("filler", "ask", "or", "no") or not token.text.isalnum() for token in alone)


def _near(tokens: Tokens, start: int, end: int, over: str = "filler") -> bool:
    return all(token.is_("filler", over) for token in _gap(tokens, start, end))


def _gap(tokens: Tokens, start: int, end: int) -> list[Token]:
    return [tokens[i] for i in range(start, end)]


def _merged(tokens: Tokens, pieces: list[Piece]) -> Iterator[Mention]:
    current: Mention | None = None
    for number, piece in enumerate(pieces):
        joined = _join(current, piece, tokens) if current else None
        if current and joined and _nearer_to_next(current, pieces[number : number + 2]):
            joined = None
        if current and not joined:
            yield current
        current = joined or _mention(piece)
    if current:
        yield current


def _nearer_to_next(current: Mention, pieces: list[Piece]) -> bool:
    """A day between two hours goes to the one it stands beside: at 7, so please tomorrow at 10."""
    if current.day or len(pieces) < 2 or isinstance(pieces[0].what, Time):
        return False
    following = pieces[1].what
    if not current.hours or not isinstance(following, Time) or together(current.hours, following.hours):
        return False
    return pieces[1].first - pieces[0].end < pieces[0].first - current.end


def _mention(piece: Piece) -> Mention:
    if isinstance(piece.what, Time):
        hours = piece.what.hours
        if not piece.what.plain and isinstance(hours, At) and hours.clock.hour > _HALF_DAY:
            hours = NoHour(Reason.VAGUE)
        return Mention(None, hours, piece.first, piece.end, (piece,))
    return Mention(piece.what, None, piece.first, piece.end, (piece,))


def _join(one: Mention, piece: Piece, tokens: Tokens) -> Mention | None:
    if not _reaches(tokens, one.end, piece.first) or _is_aside(tokens, one, piece):
        return None
    other = _mention(piece)
    joined = join(one, other)
    if joined and isinstance(joined.hours, Within) and piece.first - one.end > 1:
        return None
    if not joined or not isinstance(piece.what, Time) or piece.what.plain:
        return joined
    hours = other.hours
    bare = isinstance(one.day, Weekday) and isinstance(hours, At) and not hours.clock.minute
    return replace(joined, perhaps_day=hours.clock.hour) if bare and isinstance(hours, At) else joined


def join(one: Mention, other: Mention) -> Mention | None:
    """Both as one appointment, where each says what the other leaves open."""
    if one.day and other.day:
        return None
    hours = one.hours or other.hours
    if one.hours and other.hours:
        hours = together(one.hours, other.hours)
        if hours is None:
            return None
    return Mention(
        one.day or other.day,
        hours,
        min(one.first, other.first),
        max(one.end, other.end),
        (*one.pieces, *other.pieces),
        one.perhaps_day or other.perhaps_day,
    )


def _is_aside(tokens: Tokens, one: Mention, piece: Piece) -> bool:
    """I finish work at two, tomorrow suits me: the comma, or a ف, ends what was only told."""
    if one.day:
        return False
    if tokens[piece.first].front.startswith("ف"):
        return True
    if not any(token.text in _COMMA for token in _gap(tokens, one.end, piece.first)):
        return False
    for i in range(one.first - 1, -1, -1):
        if tokens[i].text in STOPS | _COMMA:
            return False
        if tokens[i].is_("background") and not tokens[i].is_("appointment"):
            return True
    return False


def _reaches(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what stands between two pieces lets them be one appointment."""
    gap = _gap(tokens, start, end)
    if any(
        token.text in STOPS or (token.is_(*_BLOCKING) and not token.is_("filler", "ask")) for token in gap
    ):
        return False
    if gap and gap[-1].is_("ya"):
        return False
    words = [token for token in gap if not token.is_("filler") and token.text not in _COMMA]
    comma = any(token.text in _COMMA for token in gap)
    return len(words) <= (_AFTER_COMMA if comma else _FAR)
