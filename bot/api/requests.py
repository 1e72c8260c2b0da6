"""Requests and appointments at the desk for programs."""

from datetime import timedelta
from typing import Any

from bot.api import shapes
from bot.api.conversations import MOST
from bot.api.gate import Call
from bot.services.appointments.agenda import AMMAN
from bot.services.appointments.read import AppointmentLine, read_appointments
from bot.services.read_requests import HistoryLine, RequestLine, RequestPage, read_request, read_requests
from bot.services.work_on_request import add_request_note, change_status

_AHEAD = timedelta(weeks=8)


async def listed(call: Call) -> shapes.Requests:
    limit = call.number("limit", 50, MOST) or 50
    open_only = call.request.query_params.get("open", "") in ("1", "true", "yes")
    async with call.begin() as tx:
        page = await read_requests(
            tx, call.actor, open_only=open_only, before=call.moment("before"), limit=limit
        )
    items = [shapes.RequestLine(**_line(line)) for line in page.lines]
    return shapes.Requests(items=items, next=page.next)


async def show(call: Call) -> shapes.Request:
    async with call.begin() as tx:
        return _request(await read_request(tx, call.actor, call.path("number"), call.now))


async def set_status(call: Call) -> shapes.Request:
    given: shapes.NewStatus = call.body
    number = call.path("number")
    async with call.begin() as tx:
        await change_status(tx, call.actor, number, given.status, call.now, seen=given.seen)
        return _request(await read_request(tx, call.actor, number, call.now))


async def note(call: Call) -> shapes.Request:
    given: shapes.NewText = call.body
    number = call.path("number")
    async with call.begin() as tx:
        await add_request_note(tx, call.actor, number, given.text, call.now)
        return _request(await read_request(tx, call.actor, number, call.now))


async def appointments(call: Call) -> shapes.Appointments:
    """Without limits: from now on, eight weeks."""
    first = call.moment("from") or call.now
    last = call.moment("to") or first + _AHEAD
    async with call.begin() as tx:
        found = await read_appointments(tx, call.actor, first, last)
    return shapes.Appointments(items=[_appointment(line) for line in found])


def _appointment(line: AppointmentLine) -> shapes.Appointment:
    booked = line.appointment
    return shapes.Appointment(
        conversation=booked.conversation_id,
        service=line.service.code,
        start=booked.start.astimezone(AMMAN),
        end=booked.end.astimezone(AMMAN),
        caseworker=line.staff_name,
        room=line.room_name,
        status=booked.status.value,
    )


def _line(line: RequestLine) -> dict[str, Any]:
    request = line.request
    return {
        "number": request.number,
        "kind": request.kind,
        "status": request.status.value,
        "conversation": request.conversation_id,
        "name": line.name,
        "holder": line.holder_name or None,
        "created_at": request.created_at,
        "respond_by": request.respond_by,
        "restricted": request.restricted,
    }


def _request(page: RequestPage) -> shapes.Request:
    return shapes.Request(
        **_line(page.line),
        fields=page.line.request.fields,
        history=[_event(line) for line in page.history],
    )


def _event(line: HistoryLine) -> shapes.Event:
    event = line.event
    return shapes.Event(
        at=event.at, actor=line.name or event.actor, verb=event.verb, detail=dict(event.detail)
    )
