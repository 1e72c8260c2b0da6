"""What the worker does about a sign of danger, beside or instead of the ordinary answer."""

import sys
from collections.abc import Sequence
from datetime import datetime

from bot.domain.commands import CommandName
from bot.domain.conversation import Conversation, State
from bot.domain.crisis import CARING_LINE_EVERY, FRAGMENTS_WITHIN, SAID_YES, SECOND, Grade, Sign
from bot.domain.message import Author, Handling, Kind, Message
from bot.domain.request_kinds import KINDS
from bot.domain.request_kinds import Answer as FieldAnswer
from bot.services import hand_over, outbox
from bot.services.ask_form import crisis_check
from bot.services.check_answer import CheckAnswer, read_check_answer
from bot.services.dialogue import Answer, Command, Payload
from bot.services.ports import UnitOfWork
from bot.services.worry import begin_worry, is_open, settle_worry

_LOOKED_AT = 40
"""Messages of both sides that are looked at for what was said last."""
_CHECK = crisis_check().message
_SURE = 0.6
_BUSINESS = (
    "ask_",
    "book_",
    "reschedule_",
    "cancel_",
    "check_",
    "withdraw_",
    "register_",
    "request_financial_support",
    "request_job",
    "request_vocational_training",
    "request_legal_aid",
    "request_inmate_visit",
)
"""What people ask for who have gone on to other things. Wishes for support of mind and family are none."""


def pressed_check(payload: Payload | None) -> CheckAnswer | None:
    act = payload.entities.get("act", "") if payload else ""
    return _BUTTONS.get(str(act))


_BUTTONS = {"crisis_yes": CheckAnswer.YES, "crisis_no": CheckAnswer.NO}
NO = Payload("deny", {"act": "crisis_no"})
"""A typed no, for the dialogue engine."""


async def typed_check(
    tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime
) -> CheckAnswer | None:
    """A plain yes or no where the caring line was the last thing said. It is read here: whatever else is open
    in the dialogue must not get it."""
    if message.kind is not Kind.TEXT or (answer := read_check_answer(message.text)) is None:
        return None
    thread = await tx.messages.thread(conversation.id, before=message.position, limit=_LOOKED_AT)
    ours = [m for m in thread if m.author is not Author.PERSON]
    asked = bool(ours) and _checked(ours[-1]) and now - ours[-1].at < 3 * CARING_LINE_EVERY
    return answer if asked else None


def note(message: Message, sign: Sign | None) -> None:
    """Keeps the graver of what the word list and the model saw."""
    if sign is not None and (sign.grade is Grade.DANGER or not message.crisis):
        message.crisis = f"{sign.grade}:{sign.why}"


def note_yes(message: Message) -> None:
    message.crisis = f"{Grade.DANGER}:{SAID_YES}"


async def raise_alarm(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> None:
    """A crisis has its own words instead of an answer; whoever holds the conversation sees the message."""
    held = conversation.state is State.CLAIMED
    message.handling = Handling.HELD if held else Handling.HANDLED
    await tx.messages.save(message)
    await hand_over.raise_crisis(tx, conversation, message.id, now)


async def heed(
    tx: UnitOfWork, conversation: Conversation, message: Message, answer: Answer | None, now: datetime
) -> None:
    """After the ordinary answer: the caring line, the alarm at the second sign, or an end of worry."""
    if conversation.crisis_at is not None:
        return
    if not message.crisis.startswith(f"{Grade.WORRYING}:"):
        if answer is not None and goes_on(message, answer):
            await settle_worry(tx, conversation)
    elif is_open(conversation, now):
        message.crisis = f"{Grade.DANGER}:{SECOND}{message.crisis.partition(':')[2]}"
        await tx.messages.save(message)
        await hand_over.raise_crisis(tx, conversation, message.id, now)
    else:
        await begin_worry(tx, conversation, now)
        if not _said(answer) and not await _said_lately(tx, conversation, now):
            check = crisis_check()
            await outbox.notify(tx, conversation, check.message, choices=check.choices)


def goes_on(message: Message, answer: Answer) -> bool:
    """Goes on with ordinary business. Small talk is none, nor is one more piece of a long story."""
    if message.kind is Kind.PRESS or any(_answers_form(command) for command in answer.commands):
        return True
    understood = answer.understood
    return (understood.intent or "").startswith(_BUSINESS) and understood.confidence >= _SURE


def fragments(before: Sequence[Message], now: datetime) -> list[str]:
    """What the person wrote in the last few minutes, oldest first; a sign already seen counts no more."""
    found: list[str] = []
    for message in before:
        if message.crisis:
            found.clear()
        elif message.text and message.kind is Kind.TEXT and now - message.at < FRAGMENTS_WITHIN:
            found.append(message.text)
    return found


def _answers_form(command: Command) -> bool:
    if command.name != CommandName.SAVE_DRAFT:
        return False
    field = KINDS[str(command.args["kind"])].field(str(command.args.get("step") or ""))
    return field is None or field.answer is not FieldAnswer.STORY


async def _said_lately(tx: UnitOfWork, conversation: Conversation, now: datetime) -> bool:
    thread = await tx.messages.thread(conversation.id, before=sys.maxsize, limit=_LOOKED_AT)
    return any(_checked(m) and now - m.at < CARING_LINE_EVERY for m in thread)


def _checked(message: Message) -> bool:
    return message.author is Author.ASSISTANT and message.body.get("message") == _CHECK


def _said(answer: Answer | None) -> bool:
    return answer is not None and any(reply.message == _CHECK for reply in answer.replies)
