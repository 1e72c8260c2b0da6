"""Booking and moving in chat: which service, which time, chosen, confirmed."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.appointment import Appointment, Gender, Manner, Service, Slot, Wish
from bot.services.appointments import words
from bot.services.appointments.agenda import AMMAN, OFFERED, bookable, is_as_wished, nearest, slots_of
from bot.services.appointments.book import Booker, confirm, hold_in_chat, hold_seat, let_go
from bot.services.appointments.state import BOOK, Booking, Chat, Step, choice
from bot.services.appointments.wishes import Said
from bot.services.ask_form import offer_human
from bot.services.dialogue import Choice

SERVICES_SHOWN = 8
_HUMAN = "button.human"
_NOBODY = {Gender.FEMALE: "appointment.no_woman", Gender.MALE: "appointment.no_man", None: ""}
_BOOKED = {
    Manner.PLACE: "appointment.booked",
    Manner.PHONE: "appointment.booked_phone",
    Manner.HOME: "appointment.booked_home",
}


def heard(booking: Booking, said: Said) -> Booking:
    """With what was said laid over what was known: a new time replaces the old one, the rest stays."""
    wish = booking.wish
    if said.wish is not None:
        only_hours = said.wish.first is None and booking.wish.first is not None
        wish = replace(said.wish, first=wish.first, last=wish.last) if only_hours else said.wish
        wish = replace(wish, gender=booking.wish.gender)
    if said.gender is not None:
        wish = replace(wish, gender=said.gender)
    told = [*booking.told[:1], *said.told] if said.wish and wish.first != said.wish.first else said.told
    return replace(
        booking,
        wish=wish,
        told=told if said.wish else booking.told,
        service=said.service.id if said.service else booking.service,
        for_somebody=booking.for_somebody or said.for_somebody,
        hijri=booking.hijri or said.hijri,
        skip=0,
    )


async def go_on(chat: Chat, booking: Booking, *, unclear: bool = False) -> None:
    """Asks what is missing, else offers times."""
    services = {service.id: service for service in await bookable(chat.tx)}
    if not services:
        await chat.forget()
        chat.say("appointment.not_yet", offer_human("button.ask_human", reason="skill_missing"))
        return
    if booking.service not in services:
        booking = replace(booking, service=next(iter(services)) if len(services) == 1 else None)
    if booking.service is None:
        await chat.keep(booking, Step.SERVICE)
        chat.ask("appointment.which_service", *_service_choices(list(services.values())))
    elif booking.for_somebody and not booking.for_whom and booking.moving is None:
        await chat.keep(booking, Step.WHOM)
        chat.ask("appointment.for_whom", choice("button.no_name", BOOK, "no_name"))
    elif unclear:
        await chat.keep(booking, Step.DAY)
        chat.ask("appointment.which_day")
    else:
        await offer(chat, booking, services[booking.service])


def _service_choices(services: list[Service]) -> list[Choice]:
    shown = services[:SERVICES_SHOWN]
    named = [({"name": words.service_name(service)}, str(service.id)) for service in shown]
    rows = [choice("row.service", BOOK, "service", values, service=which) for values, which in named]
    return [*rows, offer_human(_HUMAN)]


async def offer(chat: Chat, booking: Booking, service: Service, first_line: str = "") -> None:
    """Up to three times that fit; else the nearest that do not; else the waiting list."""
    if first_line:
        chat.say(first_line)
    if not await _somebody_gives(chat, service, booking.wish.gender):
        chat.say(_NOBODY[booking.wish.gender])
        booking = replace(booking, wish=replace(booking.wish, gender=None))
    fitting = await slots_of(chat.tx, service, booking.wish, chat.now, distinct=True)
    picked = nearest(fitting, booking.wish, skip=booking.skip)
    name = words.service_name(service)
    if is_as_wished(picked, booking.wish):
        await chat.keep(booking, Step.SLOT)
        more = len(fitting) > booking.skip + OFFERED
        choices = [*slot_choices(picked, service), *_beside(service, more=more)]
        if booking.told:
            chat.ask("appointment.offer_wished", *choices, service=name, time=words.together(booking.told))
        else:
            chat.ask("appointment.offer", *choices, service=name)
        return
    await _offer_others(chat, booking, service, picked)


async def _somebody_gives(chat: Chat, service: Service, gender: Gender | None) -> bool:
    """Whether a wish for a woman or a man can be met at all."""
    hours = await chat.tx.calendar.hours() if gender else {}
    return gender is None or any(gender == hours[who].gender for who in service.staff if who in hours)


async def _offer_others(chat: Chat, booking: Booking, service: Service, same_day: list[Slot]) -> None:
    """`same_day`: other hours of the wished days, the nearest first choice."""
    name, waiting = words.service_name(service), _wait(service)
    anyone = Wish(first=booking.wish.first, gender=booking.wish.gender)
    others = same_day or await slots_of(chat.tx, service, anyone, chat.now, distinct=True)
    if not others:
        anyone = Wish(gender=booking.wish.gender)
        others = await slots_of(chat.tx, service, anyone, chat.now, distinct=True)
    picked = nearest(others, Wish())
    if not picked:
        await chat.keep(booking, Step.DAY)
        chat.ask("appointment.full", waiting, _call_me(), service=name)
        return
    await chat.keep(booking, Step.SLOT, skip=0)
    choices = [*slot_choices(picked, service), waiting, choice("button.other_day", BOOK, "other_day")]
    if booking.told:
        chat.ask("appointment.none_then", *choices, service=name, time=words.together(booking.told))
    else:
        chat.ask("appointment.offer", *choices, service=name)


def slot_choices(slots: list[Slot], service: Service) -> list[Choice]:
    return [
        choice(
            "row.slot",
            BOOK,
            "slot",
            {"slot": {"slot": slot.start.astimezone(AMMAN).isoformat()}},
            start=slot.start.isoformat(),
            service=str(service.id),
        )
        for slot in slots
    ]


def _beside(service: Service, *, more: bool) -> list[Choice]:
    others = [choice("button.more_times", BOOK, "more")] if more else [_wait(service)]
    return [*others, choice("button.other_day", BOOK, "other_day")]


def _wait(service: Service) -> Choice:
    return choice("button.waiting_list", BOOK, "wait", service=str(service.id))


def _call_me() -> Choice:
    return offer_human("button.human_call", reason="callback")


async def choose_slot(chat: Chat, booking: Booking, service_id: str, start: str) -> None:
    """Holds it for ten minutes, or says who was quicker and offers the next ones."""
    service = await chat.tx.calendar.service(UUID(service_id))
    at = datetime.fromisoformat(start)
    booking = replace(booking, service=service.id)
    local = at.astimezone(AMMAN).date()
    same = Wish(local, local, gender=booking.wish.gender)
    slots = [slot for slot in await slots_of(chat.tx, service, same, chat.now) if slot.start == at]
    booker = Booker(chat.conversation.id, booking.for_whom, replaces=booking.moving)
    held = await hold_in_chat(chat.tx, service, slots, booker, chat.now)
    if held is None:
        await offer(chat, replace(booking, skip=0), service, "appointment.taken")
    else:
        await _ask_to_confirm(chat, booking, service, held)


async def choose_seat(chat: Chat, booking: Booking, session_id: str) -> None:
    await let_go(chat.tx, chat.conversation.id, chat.now)
    booker = Booker(chat.conversation.id, booking.for_whom)
    held = await hold_seat(chat.tx, UUID(session_id), booker, chat.now)
    if held is None:
        chat.say("workshop.full", offer_human(_HUMAN))
        return
    service = await chat.tx.calendar.service(held.session.service_id)
    await _ask_to_confirm(chat, replace(booking, service=service.id), service, held)


async def _ask_to_confirm(chat: Chat, booking: Booking, service: Service, held: Appointment) -> None:
    await chat.keep(booking, Step.CONFIRM)
    chat.ask(
        "appointment.move_confirm" if booking.moving else "appointment.confirm",
        choice("button.book_yes", BOOK, "confirm"),
        choice("button.other_time", BOOK, "more"),
        choice("button.book_no", BOOK, "stop"),
        service=words.what(service, held.session),
        time=words.when(held.session, hijri=booking.hijri),
    )


async def confirm_held(chat: Chat, booking: Booking) -> None:
    held = await chat.tx.appointments.held_by(chat.conversation.id)
    made = await confirm(chat.tx, chat.conversation.id, chat.now) if held else None
    if made is not None:
        await tell_booked(chat, made, hijri=booking.hijri)
        return
    services = {service.id: service for service in await bookable(chat.tx)}
    if booking.service in services:
        await offer(chat, replace(booking, skip=0), services[booking.service], "appointment.gone")
    else:
        await go_on(chat, booking)


async def tell_booked(chat: Chat, made: Appointment, *, hijri: bool = False) -> None:
    """Where, what to bring, and the calendar file."""
    await chat.forget()
    service = await chat.tx.calendar.service(made.session.service_id)
    page = await chat.tx.pages.organisation()
    about: dict[str, Any] = {
        "service": words.what(service, made.session),
        "time": words.when(made.session, hijri=hijri),
        "lines": {"lines": words.place_lines(service, page, made)},
    }
    chat.say("appointment.moved" if made.replaces else _BOOKED[service.manner], **about)
    chat.booked.append(made)


async def stop(chat: Chat) -> None:
    await let_go(chat.tx, chat.conversation.id, chat.now)
    await chat.forget()
    chat.say("appointment.stopped")
