"""Appointments as values for words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.appointment import USUAL, Appointment, Manner, Service, Session
from bot.domain.organisation import Organisation
from bot.services.appointments.agenda import AMMAN
from bot.services.say_time import say_time
from nlu.text.times import When

Value = Mapping[str, Any]


def service_name(service: Service) -> Value:
    if any(name.strip() for name in service.name.values()) or service.code not in USUAL:
        return {"text": dict(service.name)}
    return {"key": f"service.{service.code}"}


def what(service: Service, session: Session) -> Value:
    """A group is called by its own title."""
    return {"text": dict(session.title)} if session.title else service_name(service)


def when(session: Session, *, hijri: bool = False) -> Value:
    start = session.start.astimezone(AMMAN).replace(tzinfo=None)
    return say_time(When(start, start), AMMAN, hijri=hijri)


def day(of: date) -> Value:
    return {"date": of.isoformat()}


def place_lines(service: Service, page: Organisation, appointment: Appointment) -> list[Value]:
    """Where, how to get there, what to bring, who comes: as far as it is known."""
    found: list[Value] = []
    if service.manner is Manner.PHONE:
        found.append({"key": "appointment.line_phone", "values": {}})
    elif service.manner is Manner.HOME:
        found.append({"key": "appointment.line_home", "values": {}})
    elif place := _words(service.place) or _words(page.address):
        found.append({"key": "appointment.line_place", "values": {"place": {"text": place}}})
    if service.map_url and service.manner is Manner.PLACE:
        found.append({"key": "appointment.line_map", "values": {"url": service.map_url}})
    if bring := _words(service.bring):
        found.append({"key": "appointment.line_bring", "values": {"things": {"text": bring}}})
    if appointment.for_whom:
        found.append({"key": "appointment.line_for", "values": {"name": appointment.for_whom}})
    return found


def together(values: Sequence[Value]) -> Value:
    """Day and hours that were read apart, one after the other."""
    if len(values) == 1:
        return values[0]
    first, *rest = values
    return {"key": "appointment.and_hours", "values": {"first": first, "rest": together(rest)}}


def _words(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text.strip()}
