"""In chat, of what is booked: when and where, moving, cancelling, late, lost, coming."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.appointment import Appointment, Reply, Status
from bot.services.appointments import words
from bot.services.appointments.book import end, note_reply
from bot.services.appointments.offers import go_on, heard
from bot.services.appointments.state import BOOK, CANCEL, CHECK, MOVE, Booking, Chat, Step, choice
from bot.services.appointments.wishes import Said
from bot.services.ask_form import offer_human
from bot.services.dialogue import Choice

SHOWN = 8
_SOON = timedelta(hours=3)


async def show(chat: Chat, appointment: Appointment | None = None, *, hijri: bool = False) -> None:
    ahead = [appointment] if appointment else await chat.ahead()
    if not ahead:
        await _none(chat)
    elif len(ahead) > 1:
        chat.say("appointment.yours", *_rows(ahead, CHECK, "show"))
    else:
        await _details(chat, ahead[0], hijri=hijri)


async def _details(chat: Chat, one: Appointment, *, hijri: bool) -> None:
    service = await chat.tx.calendar.service(one.session.service_id)
    page = await chat.tx.pages.organisation()
    chat.say(
        "appointment.details",
        *of_appointment(one),
        *_on_the_way(one, chat.now),
        service=words.what(service, one.session),
        time=words.when(one.session, hijri=hijri),
        lines={"lines": words.place_lines(service, page, one)},
    )


def of_appointment(one: Appointment) -> list[Choice]:
    """What can be done with it. A group's time is not one person's to move."""
    move = [choice("button.move", MOVE, "move", appointment=str(one.id))] if one.session.seats == 1 else []
    return [*move, choice("button.cancel_it", CANCEL, "cancel", appointment=str(one.id))]


def _on_the_way(one: Appointment, now: datetime) -> list[Choice]:
    """Shortly before it, what can happen on the way."""
    if one.start - now > _SOON:
        return []
    late = choice("button.late", CHECK, "late", appointment=str(one.id))
    return [late, choice("button.lost", CHECK, "lost", appointment=str(one.id))]


async def begin_move(chat: Chat, said: Said, appointment: Appointment | None = None) -> None:
    ahead = [one for one in await chat.ahead() if one.session.seats == 1]
    if appointment is None and not ahead:
        await _none(chat)
    elif appointment is None and len(ahead) > 1:
        chat.ask("appointment.move_which", *_rows(ahead, MOVE, "move"))
    else:
        one = appointment or ahead[0]
        begun = Booking(service=one.session.service_id, moving=one.id, for_whom=one.for_whom)
        known = heard(begun, replace(said, service=None))
        await go_on(chat, known, unclear=said.unclear is not None)


async def begin_cancel(chat: Chat, appointment: Appointment | None = None) -> None:
    ahead = [appointment] if appointment else await chat.ahead()
    if not ahead:
        await _none(chat)
    elif len(ahead) > 1:
        chat.ask("appointment.cancel_which", *_rows(ahead, CANCEL, "cancel"))
    else:
        one = ahead[0]
        await chat.keep(Booking(moving=one.id), Step.CANCEL)
        service = await chat.tx.calendar.service(one.session.service_id)
        chat.ask(
            "appointment.cancel_sure",
            choice("button.cancel_yes", CANCEL, "cancel_yes", appointment=str(one.id)),
            choice("button.cancel_no", CANCEL, "keep"),
            *of_appointment(one)[:-1],
            service=words.what(service, one.session),
            time=words.when(one.session),
        )


async def cancel(chat: Chat, one: Appointment) -> None:
    await chat.forget()
    if one.status is not Status.BOOKED or not one.lies_ahead(chat.now):
        chat.say("appointment.over")
        return
    await end(chat.tx, one, Status.CANCELLED, "person", chat.now)
    chat.say(
        "appointment.cancelled", choice("button.book_again", BOOK, "begin"), time=words.when(one.session)
    )


async def keep_it(chat: Chat) -> None:
    await chat.forget()
    chat.say("appointment.kept")


async def reply(chat: Chat, what: Reply, appointment: Appointment | None = None) -> None:
    """Of the next one, unless a reminder's button says which."""
    one = appointment or next(iter(await chat.ahead()), None)
    if one is None or not one.lies_ahead(chat.now):
        await _none(chat)
        return
    await note_reply(chat.tx, one, what)
    booking = await chat.load()
    if booking is not None and booking.step is Step.REMINDED:
        await chat.forget()
    service = await chat.tx.calendar.service(one.session.service_id)
    if what is Reply.COMING:
        chat.say("appointment.coming", *_on_the_way(one, chat.now), time=words.when(one.session))
    elif what is Reply.LATE:
        chat.say("appointment.late", *of_appointment(one)[:1], offer_human("button.human"))
    else:
        page = await chat.tx.pages.organisation()
        lines = {"lines": words.place_lines(service, page, one)}
        chat.say("appointment.lost", offer_human("button.human"), lines=lines)


async def _none(chat: Chat) -> None:
    await chat.forget()
    chat.say("appointment.none", choice("button.book", BOOK, "begin"), offer_human("button.human"))


def _rows(ahead: Sequence[Appointment], intent: str, act: str) -> list[Choice]:
    return [
        choice(
            "row.slot",
            intent,
            act,
            {"slot": {"slot": one.start.isoformat()}},
            appointment=str(one.id),
        )
        for one in ahead[:SHOWN]
    ]
