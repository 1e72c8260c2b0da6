"""What the worker does about a sign of danger, beside or instead of the ordinary answer."""

import sys
from datetime import datetime

from bot.domain.conversation import Conversation, State
from bot.domain.crisis import CARING_LINE_EVERY, SECOND_SIGN_WITHIN, Grade, Sign
from bot.domain.message import Author, Handling, Message
from bot.services import hand_over, outbox
from bot.services.ask_form import crisis_check
from bot.services.dialogue import Answer, Payload
from bot.services.ports import UnitOfWork

_LOOKED_AT = 100
"""Messages of both sides that are looked at for earlier signs."""
_CHECK = crisis_check().message


def asks_for_help_now(payload: Payload | None) -> bool:
    return payload is not None and payload.entities.get("act") == "crisis_yes"


def note(message: Message, sign: Sign | None) -> None:
    """Keeps the graver of what the word list and the model saw."""
    if sign is not None and (sign.grade is Grade.DANGER or not message.crisis):
        message.crisis = f"{sign.grade}:{sign.why}"


async def raise_alarm(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> None:
    """A crisis has its own words instead of an answer; whoever holds the conversation sees the message."""
    held = conversation.state is State.CLAIMED
    message.handling = Handling.HELD if held else Handling.HANDLED
    await tx.messages.save(message)
    await hand_over.raise_crisis(tx, conversation, message.id, now)


async def heed_worry(
    tx: UnitOfWork, conversation: Conversation, message: Message, answer: Answer | None, now: datetime
) -> None:
    """After the ordinary answer: the caring line, or the alarm when it is the second sign."""
    if conversation.crisis_at is not None or not _worrying(message):
        return
    before = await tx.messages.thread(conversation.id, before=sys.maxsize, limit=_LOOKED_AT)
    earlier = [m for m in before if m.id != message.id and m.position < message.position]
    if any(_worrying(m) and now - m.at < SECOND_SIGN_WITHIN for m in earlier):
        await hand_over.raise_crisis(tx, conversation, message.id, now)
    elif not _said(answer) and not any(_checked(m) and now - m.at < CARING_LINE_EVERY for m in before):
        check = crisis_check()
        await outbox.notify(tx, conversation, check.message, choices=check.choices)


async def is_yes_to_check(tx: UnitOfWork, conversation: Conversation, answer: Answer, now: datetime) -> bool:
    """A typed yes, where the caring line was the last thing said."""
    if answer.understood.intent != "affirm":
        return False
    thread = await tx.messages.thread(conversation.id, before=sys.maxsize, limit=_LOOKED_AT)
    ours = [m for m in thread if m.author is not Author.PERSON]
    return bool(ours) and _checked(ours[-1]) and now - ours[-1].at < CARING_LINE_EVERY


def _worrying(message: Message) -> bool:
    return message.author is Author.PERSON and message.crisis.startswith(f"{Grade.WORRYING}:")


def _checked(message: Message) -> bool:
    return message.author is Author.ASSISTANT and message.body.get("message") == _CHECK


def _said(answer: Answer | None) -> bool:
    return answer is not None and any(reply.message == _CHECK for reply in answer.replies)
