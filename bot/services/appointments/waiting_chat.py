"""The waiting list and announced groups, as chat speaks of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from bot.domain.appointment import Status, Waiting, WaitingStatus, Wish
from bot.services.appointments import words
from bot.services.appointments.book import confirm_held, end
from bot.services.appointments.offers import tell_booked
from bot.services.appointments.state import BOOK, Booking, Chat, choice
from bot.services.ask_form import offer_human

Args = Mapping[str, Any]
GROUPS_SHOWN = 6


async def wait(chat: Chat, args: Args) -> None:
    """Onto the list, once for each service; the latest wish counts."""
    service = await chat.tx.calendar.service(UUID(args["service"]))
    booking = await chat.load() or Booking()
    wish = booking.wish if booking.service == service.id else Wish()
    there = [
        w for w in await chat.tx.waiting.of_conversation(chat.conversation.id) if w.service_id == service.id
    ]
    if there:
        there[0].wish = wish
        await chat.tx.waiting.save(there[0])
    else:
        await chat.tx.waiting.add(Waiting(uuid4(), chat.conversation.id, service.id, wish, chat.now))
    await chat.forget()
    chat.say(
        "waiting.on",
        choice("button.wait_leave", BOOK, "wait_leave", service=str(service.id)),
        service=words.service_name(service),
    )


async def take(chat: Chat, args: Args) -> None:
    """The time that was kept for them."""
    held = await chat.own(await _which(chat, args))
    made = await confirm_held(chat.tx, held, chat.now) if held.status is Status.HELD else None
    if made is None:
        chat.say("waiting.gone")
        return
    await tell_booked(chat, made)


async def _which(chat: Chat, args: Args) -> str:
    """By its button, or the one that a bare yes or no is about."""
    booking = await chat.load()
    return str(args.get("appointment") or (booking.moving if booking else ""))


async def let_pass(chat: Chat, args: Args) -> None:
    """They stay on the list; the next one is asked."""
    held = await chat.own(await _which(chat, args))
    await chat.forget()
    if held.status is not Status.HELD:
        chat.say("waiting.gone")
        return
    await end(chat.tx, held, Status.CANCELLED, "hold", chat.now)
    for waiting in await chat.tx.waiting.of_conversation(chat.conversation.id):
        if waiting.appointment_id == held.id:
            waiting.status, waiting.appointment_id = WaitingStatus.WAITING, None
            waiting.passed += 1
            await chat.tx.waiting.save(waiting)
    leave_it = choice("button.wait_leave", BOOK, "wait_leave", service=str(held.session.service_id))
    chat.say("waiting.passed", leave_it)


async def leave(chat: Chat, args: Args) -> None:
    for waiting in await chat.tx.waiting.of_conversation(chat.conversation.id):
        if str(waiting.service_id) == args["service"]:
            waiting.status = WaitingStatus.LEFT
            await chat.tx.waiting.save(waiting)
    chat.say("waiting.left")


async def tell_workshops(chat: Chat, _: Args) -> None:
    """What is announced, with a button for each that still has a seat."""
    groups = (await chat.tx.appointments.announced(chat.now))[:GROUPS_SHOWN]
    if not groups:
        chat.say("workshop.none", offer_human("button.ask_human", reason="question"))
        return
    lines = [
        {
            "key": "workshop.line" if group.free_seats else "workshop.line_full",
            "values": {
                "title": {"text": dict(group.title)},
                "time": words.when(group),
                "about": {"text": dict(group.description)},
            },
        }
        for group in groups
    ]
    rows = [
        choice("row.workshop", BOOK, "workshop", {"slot": {"slot": g.start.isoformat()}}, session=str(g.id))
        for g in groups
        if g.free_seats
    ]
    chat.say("workshop.list", *rows, lines={"lines": lines})
