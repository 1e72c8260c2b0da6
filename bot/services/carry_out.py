"""Carries out the commands of a dialogue turn, and says what really happened."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from bot.domain.appointment import Appointment
from bot.domain.commands import CommandName
from bot.domain.conversation import Conversation
from bot.domain.errors import NotFoundError
from bot.domain.message import Message
from bot.domain.request import Consent, Draft, RequestEvent, RequestStatus
from bot.services import hand_over, outbox
from bot.services.appointments.calendar_file import send_calendar_file
from bot.services.appointments.in_chat import arrange
from bot.services.appointments.state import Chat
from bot.services.dialogue import Command, Outcome, Reply
from bot.services.keep_question import keep_question, rate_answer
from bot.services.ports import UnitOfWork
from bot.services.promise import promised
from bot.services.register_request import Registration, register

LANGUAGES = ("ar", "en")


@dataclass(slots=True)
class Turned:
    """The turn that asked for the commands."""

    tx: UnitOfWork
    conversation: Conversation
    message: Message
    now: datetime
    draft_id: UUID | None = None
    after: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """System words to say after the turn's replies."""
    replies: list[Reply] = field(default_factory=list)
    """What the assistant says after them: it had to be looked up in this transaction."""
    booked: list[Appointment] = field(default_factory=list)
    """Their calendar files go out last."""


async def carry_out(turned: Turned, command: Command) -> Outcome:
    return await _DO[CommandName(command.name)](turned, command.args)


def known(command: Command) -> bool:
    return command.name in set(CommandName)


async def _save_draft(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    old = await turned.tx.drafts.of_conversation(turned.conversation.id)
    if old is not None and old.kind != args["kind"] and args.get("fresh"):
        await turned.tx.drafts.erase(turned.conversation.id)
        old = None
    draft = Draft(
        id=old.id if old else uuid4(),
        conversation_id=turned.conversation.id,
        kind=args["kind"],
        fields=dict(args["fields"]),
        step=str(args.get("step") or ""),
        created_at=old.created_at if old else turned.now,
        updated_at=turned.now,
    )
    await turned.tx.drafts.save(draft)
    turned.draft_id = draft.id
    return Outcome(CommandName.SAVE_DRAFT, ok=True)


async def _erase_draft(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    await turned.tx.drafts.erase(turned.conversation.id)
    refused = args.get("refused_consent")
    if refused:
        await turned.tx.requests.add_consent(
            turned.conversation.id, _consent(turned, refused, given=False), turned.message.id, None
        )
    return Outcome(CommandName.ERASE_DRAFT, ok=True)


async def _register(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    """Once a message: the unique message id holds even if the turn were carried out again."""
    existing = await turned.tx.requests.of_message(turned.message.id)
    if existing is not None:
        return Outcome(CommandName.REGISTER_REQUEST, ok=True, values={"number": existing.number})
    asked = Registration(
        kind=str(args["kind"]),
        fields=args["fields"],
        consent=_consent(turned, args["consent"], given=True),
        message_id=turned.message.id,
        restricted=bool(args.get("restricted")),
    )
    request, said = await register(turned.tx, turned.conversation, asked, turned.now)
    turned.after.extend(said)
    return Outcome(CommandName.REGISTER_REQUEST, ok=True, values={"number": request.number})


async def _withdraw(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    number = str(args["number"])
    mine = {r.number: r for r in await turned.tx.requests.of_conversation(turned.conversation.id)}
    if number not in mine or mine[number].status in (RequestStatus.CLOSED, RequestStatus.WITHDRAWN):
        turned.after.append(("request.not_found", {"number": number}))
        return Outcome(CommandName.WITHDRAW_REQUEST, ok=False)
    event = RequestEvent(turned.now, "person", "withdrawn")
    await turned.tx.requests.change_status(number, RequestStatus.WITHDRAWN, event)
    turned.after.append(("request.withdrawn", {"number": number}))
    return Outcome(CommandName.WITHDRAW_REQUEST, ok=True, values={"number": number})


async def _show(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    """Only what was registered from this contact point, and details only after the 4-digit code."""
    number, code = str(args["number"]), str(args.get("code", ""))
    mine = {r.number: r for r in await turned.tx.requests.of_conversation(turned.conversation.id)}
    if number not in mine or not await turned.tx.requests.code_fits(number, code):
        turned.after.append(("request.code_wrong", {}))
        return Outcome(CommandName.SHOW_REQUEST, ok=False)
    request = mine[number]
    values: dict[str, Any] = {
        "number": number,
        "kind": {"key": f"kind.{request.kind}"},
        "status": {"key": f"status.{request.status}"},
        "at": {"date": request.created_at.isoformat()},
        "need": str(request.fields.get("need", "")),
    }
    turned.after.append(("request.details", values))
    return Outcome(CommandName.SHOW_REQUEST, ok=True, values={"number": number})


async def _add_to(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    number = str(args["number"])
    mine = {r.number for r in await turned.tx.requests.of_conversation(turned.conversation.id)}
    if number not in mine:
        turned.after.append(("request.not_found", {"number": number}))
        return Outcome(CommandName.ADD_TO_REQUEST, ok=False)
    event = RequestEvent(turned.now, "person", "added", {"text": str(args["text"])})
    await turned.tx.requests.add_event(number, event)
    turned.after.append(("request.added", {"number": number}))
    return Outcome(CommandName.ADD_TO_REQUEST, ok=True, values={"number": number})


async def _hand_over(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    reason = str(args.get("reason", "asked"))
    if args.get("restricted"):
        turned.message.restricted = True
    queued = await hand_over.queue(turned.tx, turned.conversation, reason, turned.now)
    if queued or not turned.conversation.told_waiting:
        by = await promised(turned.tx, "normal", turned.now)
        if by is None:
            turned.after.append(("handover.queued", {}))
        else:
            turned.after.append(("handover.queued_by", {"by": {"moment": by.isoformat()}}))
        turned.conversation.told_waiting = True
    else:
        turned.after.append(("handover.still_waiting", {}))
    return Outcome(CommandName.HAND_OVER, ok=True, values={"reason": reason})


async def _set_language(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    language = str(args["language"])
    if language not in LANGUAGES:
        raise NotFoundError
    turned.conversation.language = language
    await turned.tx.contact_points.set_language(turned.conversation.contact_point_id, language)
    return Outcome(CommandName.SET_LANGUAGE, ok=True, values={"language": language})


async def _set_discreet(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    turned.conversation.discreet = bool(args["on"])
    await turned.tx.contact_points.set_discreet(
        turned.conversation.contact_point_id, turned.conversation.discreet
    )
    return Outcome(CommandName.SET_DISCREET, ok=True)


async def _rate_answer(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    await rate_answer(turned.tx, turned.message.id, args)
    return Outcome(CommandName.RATE_ANSWER, ok=True)


async def _keep_question(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    """A message of a restricted exchange stays where it is."""
    if not turned.message.restricted:
        await keep_question(turned.tx, turned.message.text, turned.conversation.language, args)
    return Outcome(CommandName.KEEP_QUESTION, ok=True)


async def _appointment(turned: Turned, args: Mapping[str, Any]) -> Outcome:
    chat = Chat(turned.tx, turned.conversation, turned.now)
    await arrange(chat, args)
    turned.replies.extend(chat.replies)
    turned.booked.extend(chat.booked)
    return Outcome(CommandName.APPOINTMENT, ok=True)


async def _crisis_yes(turned: Turned, _args: Mapping[str, Any]) -> Outcome:
    await hand_over.raise_crisis(turned.tx, turned.conversation, turned.message.id, turned.now)
    return Outcome(CommandName.CRISIS_YES, ok=True)


def _consent(turned: Turned, args: Mapping[str, Any], *, given: bool) -> Consent:
    return Consent(
        purpose=str(args["purpose"]),
        text_version=str(args["text_version"]),
        given=given,
        at=turned.now,
        channel=turned.conversation.channel,
        language=turned.conversation.language,
    )


async def say_after(turned: Turned) -> None:
    """One promise is enough: after a request's own, no second one about the same people."""
    names = {name for name, _ in turned.after}
    for name, values in turned.after:
        if "request.registered" in names and name.startswith("handover."):
            continue
        await outbox.notify(turned.tx, turned.conversation, name, values)
    for reply in turned.replies:
        await outbox.say(turned.tx, turned.conversation, reply, draft_id=turned.draft_id)
    for appointment in turned.booked:
        await send_calendar_file(turned.tx, turned.conversation, appointment, turned.now)


_Do = Callable[[Turned, Mapping[str, Any]], Awaitable[Outcome]]

_DO: dict[CommandName, _Do] = {
    CommandName.SAVE_DRAFT: _save_draft,
    CommandName.ERASE_DRAFT: _erase_draft,
    CommandName.REGISTER_REQUEST: _register,
    CommandName.WITHDRAW_REQUEST: _withdraw,
    CommandName.SHOW_REQUEST: _show,
    CommandName.ADD_TO_REQUEST: _add_to,
    CommandName.HAND_OVER: _hand_over,
    CommandName.SET_LANGUAGE: _set_language,
    CommandName.SET_DISCREET: _set_discreet,
    CommandName.RATE_ANSWER: _rate_answer,
    CommandName.KEEP_QUESTION: _keep_question,
    CommandName.APPOINTMENT: _appointment,
    CommandName.CRISIS_YES: _crisis_yes,
}
