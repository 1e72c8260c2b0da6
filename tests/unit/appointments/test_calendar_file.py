"""The calendar file: readable by calendars, and telling nothing to who looks over a shoulder."""

from datetime import datetime, timedelta
from uuid import uuid4

from bot.domain.appointment import Appointment, Service, Session, Status
from bot.services.appointments.calendar_file import calendar_file
from tests.support.calendar import at

SERVICE = Service(uuid4(), "psychological", map_url="https://maps.example/x")


def written(where: str = "عمّان، شارع الأمير محمد; الطابق 2") -> str:
    start = at(10)
    end = start + timedelta(hours=1)
    session = Session(uuid4(), SERVICE.id, start, end, end)
    one = Appointment(uuid4(), session, Status.BOOKED, start)
    return calendar_file(
        one, SERVICE, title="موعد", where=where, now=datetime(2026, 11, 1, tzinfo=at(1).tzinfo)
    ).decode()


def test_times_are_in_utc_and_lines_end_as_they_must() -> None:
    text = written()
    assert "DTSTART:20261129T070000Z\r\n" in text
    assert "DTEND:20261129T080000Z\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_commas_and_semicolons_are_escaped_and_lines_folded_between_letters() -> None:
    text = written(where="شارع " * 30 + ", a; b")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "\\, a\\; b" in unfolded
    assert "شارع " * 29 in unfolded


def test_what_it_is_about_stands_nowhere() -> None:
    assert "psychological" not in written()
    assert "SUMMARY:موعد" in written()
