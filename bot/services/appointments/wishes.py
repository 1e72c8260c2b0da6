"""What a message says of an appointment that is wanted: which service, when, with whom, for whom. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.appointment import Gender, Service, Wish
from bot.services.appointments.agenda import AMMAN
from bot.services.say_time import say_time
from nlu.text.options import option, says
from nlu.text.pieces import plain
from nlu.text.relations import relations
from nlu.text.times import Kind, Reading, Reason, When, read_time, time_parts

_MINUTE = timedelta(minutes=1)
_SOMEBODY = frozenset({"relative", "other"})


@dataclass(frozen=True, slots=True)
class Said:
    """`wish` has only what was said of time; `told` says it back."""

    wish: Wish | None = None
    told: Sequence[Mapping[str, Any]] = ()
    unclear: Reason | None = None
    """A time was said, but not one that could be looked for."""
    service: Service | None = None
    gender: Gender | None = None
    for_somebody: bool = False
    hijri: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.wish or self.unclear or self.service or self.gender)


def hear(text: str, services: Sequence[Service], now: datetime) -> Said:
    gender = option(text, "with_whom", tuple(Gender))
    said = Said(
        service=_service(text, services),
        gender=Gender(gender) if gender else None,
        for_somebody=_for_somebody(text),
        hijri=option(text, "calendar", ("hijri",)) is not None,
    )
    return _with_time(said, text, now.astimezone(AMMAN).replace(tzinfo=None))


def speaks_of(text: str) -> bool:
    """Whether a message has anything that a booking under way could use."""
    return bool(time_parts(text) or option(text, "with_whom", tuple(Gender)) or _usual_service(text))


def _with_time(said: Said, text: str, now: datetime) -> Said:
    reading = read_time(text, now)
    if reading.kind is Kind.NONE:
        return said
    if reading.when is not None:
        return replace(said, wish=wish_of(reading.when), told=(_told(reading.when, said),))
    apart = _read_apart(text, reading, now)
    if len(apart) > 1:
        days, hours = apart
        return replace(said, wish=_both(wish_of(days), wish_of(hours)), told=[_told(w, said) for w in apart])
    if reading.reason is Reason.ALTERNATIVES and reading.options:
        wishes = [wish_of(each) for each in reading.options]
        return replace(said, wish=_either(wishes), told=[_told(each, said) for each in reading.options])
    return replace(said, unclear=reading.reason or Reason.VAGUE)


def _read_apart(text: str, reading: Reading, now: datetime) -> list[When]:
    """Next week in the afternoon: days and hours that are no one time, but say well enough when to look."""
    if reading.reason is not Reason.VAGUE:
        return []
    found = []
    for name in ("date", "time"):
        words = " ".join(text[part.start : part.end] for part in reading.parts if part.name == name)
        when = read_time(words, now).when if words else None
        if when is not None:
            found.append(when)
    return found


def wish_of(when: When) -> Wish:
    start, end = when.start, when.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        day = Wish(first=start.date(), last=end.date())
        return _both(day, wish_of(When(start.time(), end.time())))
    if isinstance(start, time) and isinstance(end, time):
        if start == end:
            return Wish(near=start)
        last = (datetime.combine(date.min, end) - _MINUTE).time() if end > start else time(23, 59)
        return Wish(earliest=start, latest=last)
    assert isinstance(start, date) and isinstance(end, date)  # noqa: S101, PT018 - a range has ends of one kind
    return Wish(first=start, last=end)


def _both(days: Wish, hours: Wish) -> Wish:
    return replace(days, earliest=hours.earliest, latest=hours.latest, near=hours.near)


def _either(wishes: Sequence[Wish]) -> Wish:
    """From the first to the last of them."""
    days = [wish for wish in wishes if wish.first and wish.last]
    if len(days) < len(wishes):
        return wishes[0]
    return Wish(min(w.first for w in days if w.first), max(w.last for w in days if w.last))


def _told(when: When, said: Said) -> Mapping[str, Any]:
    return say_time(when, AMMAN, hijri=said.hijri)


def _service(text: str, services: Sequence[Service]) -> Service | None:
    """By the name that the association gave it, else by what people call it."""
    for service in services:
        if any(says(text, plain(name)) for name in service.name.values() if name.strip()):
            return service
    usual = _usual_service(text)
    return next((service for service in services if service.code == usual), None)


def _usual_service(text: str) -> str | None:
    return option(text, "service", _USUAL)


_USUAL = ("psychological", "legal", "vocational", "home_visit", "phone_call", "follow_up")


def _for_somebody(text: str) -> bool:
    others = [found.name for found in relations(text) if found.name != "self"]
    return option(text, "appointment_for", tuple(_SOMEBODY)) is not None and bool(others or text)
