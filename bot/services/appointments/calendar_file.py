"""An appointment as a file for people's own calendars (iCalendar, RFC 5545)."""

from datetime import datetime, timedelta
from uuid import uuid4

from bot.domain.appointment import Appointment, Manner, Service
from bot.domain.channel import Channel
from bot.domain.conversation import Conversation
from bot.domain.message import MediaKind
from bot.services import outbox
from bot.services.ports import StoredMedia, UnitOfWork

MIME = "text/calendar"
FILENAME = "calendar.ics"
TAKES_IT = frozenset({Channel.TELEGRAM, Channel.WEBCHAT})
"""WhatsApp refuses the type."""
_LINE = 73
_TITLES = {"ar": "موعد", "en": "Appointment"}
"""Nothing of what it is about: a calendar is seen by others on a shared phone."""


async def send_calendar_file(
    tx: UnitOfWork, conversation: Conversation, appointment: Appointment, now: datetime
) -> None:
    if conversation.channel not in TAKES_IT:
        return
    service = await tx.calendar.service(appointment.session.service_id)
    page = await tx.pages.organisation()
    place = service.place or page.address
    language = conversation.language
    where = place.get(language) or place.get("ar", "") if service.manner is Manner.PLACE else ""
    title = _TITLES.get(language, _TITLES["ar"])
    data = calendar_file(appointment, service, title=title, where=where, now=now)
    media = StoredMedia(uuid4(), conversation.id, MediaKind.DOCUMENT, MIME, len(data), FILENAME, "waiting")
    await tx.media.add(media)
    await tx.media.write(media, data)
    await outbox.send_file(tx, conversation, "appointment.file", media.id)


def calendar_file(
    appointment: Appointment, service: Service, *, title: str, where: str, now: datetime
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rafeeq//Appointments//EN",
        "BEGIN:VEVENT",
        f"UID:{appointment.id}@rafeeq",
        f"DTSTAMP:{_stamp(now)}",
        f"DTSTART:{_stamp(appointment.start)}",
        f"DTEND:{_stamp(appointment.end)}",
        f"SUMMARY:{_escaped(title)}",
        *([f"LOCATION:{_escaped(where)}"] if where else []),
        *([f"URL:{service.map_url}"] if where and service.map_url else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        f"TRIGGER:-PT{int(timedelta(hours=2).total_seconds() // 60)}M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _stamp(moment: datetime) -> str:
    """In UTC."""
    offset = moment.utcoffset() or timedelta(0)
    return f"{(moment - offset).replace(tzinfo=None):%Y%m%dT%H%M%S}Z"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never inside a letter."""
    folded, size = "", 0
    for letter in line:
        size += len(letter.encode())
        if size > _LINE:
            folded += "\r\n "
            size = 1 + len(letter.encode())
        folded += letter
    return folded
