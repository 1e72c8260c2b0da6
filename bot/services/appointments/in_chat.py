"""One message about appointments: what it does, by what was pressed or said."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from bot.domain.appointment import Reply
from bot.domain.errors import NotFoundError
from bot.services.appointments import kept, offers, waiting_chat
from bot.services.appointments.agenda import OFFERED, bookable
from bot.services.appointments.state import ARRANGING, CANCEL, CHECK, MOVE, Booking, Chat, Step
from bot.services.appointments.wishes import Said, hear

Args = Mapping[str, Any]


async def arrange(chat: Chat, args: Args) -> None:
    """Whatever is gone, or never was this person's, is said to be over."""
    try:
        await _ACTS.get(str(args.get("act") or ""), _say)(chat, args)
    except (NotFoundError, ValueError):
        chat.say("appointment.over")


async def _say(chat: Chat, args: Args) -> None:
    """Words, or the wish itself by a button of the menu."""
    intent, text = str(args.get("intent", "")), str(args.get("text", ""))
    said = hear(text, await bookable(chat.tx), chat.now)
    booking = await chat.load()
    under_way = booking is not None and booking.step in ARRANGING
    if intent == CANCEL:
        await kept.begin_cancel(chat)
    elif intent == CHECK and not (under_way and said.says_something):
        await kept.show(chat, hijri=said.hijri)
    elif booking is not None and under_way and _goes_on(booking, said, args):
        await _go_on(chat, booking, said, text)
    elif intent == MOVE and await chat.ahead():
        await kept.begin_move(chat, said)
    else:
        await offers.go_on(chat, offers.heard(Booking(), said), unclear=said.unclear is not None)


def _goes_on(booking: Booking, said: Said, args: Args) -> bool:
    """Another service while an appointment is moved is another appointment."""
    if booking.moving and said.service and said.service.id != booking.service:
        return False
    return bool(args.get("follows")) or booking.step is Step.WHOM or said.says_something


async def _go_on(chat: Chat, booking: Booking, said: Said, text: str) -> None:
    if booking.step is Step.WHOM and not said.says_something:
        booking = replace(booking, for_whom=text.strip()[:80] or booking.for_whom, for_somebody=False)
    await offers.go_on(chat, offers.heard(booking, said), unclear=said.unclear is not None)


async def _arranged(chat: Chat) -> Booking:
    booking = await chat.load()
    return booking if booking is not None and booking.step in ARRANGING else Booking()


async def _begin(chat: Chat, _: Args) -> None:
    await offers.go_on(chat, Booking())


async def _service(chat: Chat, args: Args) -> None:
    booking = await _arranged(chat)
    await offers.go_on(chat, replace(booking, service=UUID(args["service"]), skip=0))


async def _no_name(chat: Chat, _: Args) -> None:
    booking = await _arranged(chat)
    await offers.go_on(chat, replace(booking, for_somebody=False))


async def _slot(chat: Chat, args: Args) -> None:
    booking = await _arranged(chat)
    await offers.choose_slot(chat, booking, args["service"], args["start"])


async def _workshop(chat: Chat, args: Args) -> None:
    await offers.choose_seat(chat, Booking(), args["session"])


async def _more(chat: Chat, _: Args) -> None:
    """Also from the confirmation: what was held is let go when another is chosen."""
    booking = await _arranged(chat)
    ahead = booking.skip + OFFERED if booking.step is Step.SLOT else 0
    await offers.go_on(chat, replace(booking, skip=ahead))


async def _other_day(chat: Chat, _: Args) -> None:
    booking = await _arranged(chat)
    await chat.keep(booking, Step.DAY, skip=0)
    chat.ask("appointment.which_day")


async def _confirm(chat: Chat, _: Args) -> None:
    booking = await _arranged(chat)
    await offers.confirm_held(chat, booking)


async def _stop(chat: Chat, _: Args) -> None:
    await offers.stop(chat)


async def _show(chat: Chat, args: Args) -> None:
    await kept.show(chat, await chat.own(args["appointment"]))


async def _move(chat: Chat, args: Args) -> None:
    one = await chat.own(args["appointment"])
    if one.lies_ahead(chat.now):
        await kept.begin_move(chat, Said(), one)
    else:
        chat.say("appointment.over")


async def _cancel(chat: Chat, args: Args) -> None:
    await kept.begin_cancel(chat, await chat.own(args["appointment"]))


async def _cancel_yes(chat: Chat, args: Args) -> None:
    """By its button, or by a bare yes to the question."""
    booking = await chat.load()
    which = args.get("appointment") or (booking.moving if booking else None)
    if which:
        await kept.cancel(chat, await chat.own(str(which)))
    else:
        await kept.begin_cancel(chat)


async def _keep(chat: Chat, _: Args) -> None:
    await kept.keep_it(chat)


def _replied(what: Reply) -> "_Act":
    async def act(chat: Chat, args: Args) -> None:
        which = args.get("appointment")
        await kept.reply(chat, what, await chat.own(str(which)) if which else None)

    return act


async def _not_coming(chat: Chat, args: Args) -> None:
    which = args.get("appointment")
    await kept.begin_cancel(chat, await chat.own(str(which)) if which else None)


_Act = Callable[[Chat, Args], Awaitable[None]]

_ACTS: dict[str, _Act] = {
    "begin": _begin,
    "service": _service,
    "no_name": _no_name,
    "slot": _slot,
    "workshop": _workshop,
    "workshops": waiting_chat.tell_workshops,
    "more": _more,
    "other_day": _other_day,
    "confirm": _confirm,
    "stop": _stop,
    "show": _show,
    "move": _move,
    "cancel": _cancel,
    "cancel_yes": _cancel_yes,
    "keep": _keep,
    "not_coming": _not_coming,
    "coming": _replied(Reply.COMING),
    "late": _replied(Reply.LATE),
    "lost": _replied(Reply.LOST),
    "wait": waiting_chat.wait,
    "wait_take": waiting_chat.take,
    "wait_pass": waiting_chat.let_pass,
    "wait_leave": waiting_chat.leave,
}
