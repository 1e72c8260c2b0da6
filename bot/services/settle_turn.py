"""Makes an answer of the dialogue engine real, inside one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bot.domain.conversation import Conversation, State
from bot.domain.crisis import Grade
from bot.domain.message import Handling, Message, ReplyKind
from bot.services import outbox
from bot.services.carry_out import Turned, carry_out, known, say_after
from bot.services.dialogue import Answer, Command, Outcome, Reply
from bot.services.first_contact import give_notice
from bot.services.ports import UnitOfWork

NOT_UNDERSTOOD_LIMIT = 2

_HELD_BACK = {ReplyKind.NOT_UNDERSTOOD, ReplyKind.REPEATED_QUESTION}


async def settle(
    tx: UnitOfWork, conversation: Conversation, message: Message, answer: Answer, now: datetime
) -> None:
    if conversation.state is State.RESOLVED:
        conversation.state = State.ASSISTANT
    message.handling = Handling.HANDLED
    if _takes_for_danger(answer) and not message.crisis:
        message.crisis = f"{Grade.WORRYING}:{answer.understood.intent}"
    await _follow(tx, conversation, message, answer, now)
    await tx.messages.save(message)
    await tx.conversations.save(conversation)
    await tx.events.conversation_changed(conversation.id)


async def _follow(
    tx: UnitOfWork, conversation: Conversation, message: Message, answer: Answer, now: datetime
) -> None:
    await give_notice(tx, conversation)
    turned = Turned(tx, conversation, message, now)
    draft = await tx.drafts.of_conversation(conversation.id)
    turned.draft_id = draft.id if draft else None
    outcome = await _carry_out(turned, answer.commands)
    replies = await _held_back(tx, message, answer.replies)
    if await _given_up(turned, replies):
        replies = [r for r in replies if r.kind is not ReplyKind.NOT_UNDERSTOOD]
    for reply in replies:
        await outbox.say(tx, conversation, reply, draft_id=turned.draft_id)
    await say_after(turned)
    saved = {"state": answer.state, "outcome": asdict(outcome) if outcome else None}
    await tx.conversations.save_dialogue(conversation.id, saved)


async def _carry_out(turned: Turned, commands: Sequence[Command]) -> Outcome | None:
    outcome = None
    for command in commands:
        if known(command):
            outcome = await carry_out(turned, command)
    return outcome


async def _held_back(tx: UnitOfWork, message: Message, replies: Sequence[Reply]) -> list[Reply]:
    """People send thoughts in fragments: while a newer one waits, this one is not called unclear."""
    if await tx.messages.newer_waiting(message):
        return [r for r in replies if r.kind not in _HELD_BACK]
    return list(replies)


async def _given_up(turned: Turned, replies: Sequence[Reply]) -> bool:
    """Counts what was not understood; the second time in a row a person is brought in."""
    conversation = turned.conversation
    if not any(r.kind is ReplyKind.NOT_UNDERSTOOD for r in replies):
        if replies:
            conversation.not_understood = 0
        return False
    conversation.not_understood += 1
    if conversation.not_understood < NOT_UNDERSTOOD_LIMIT:
        return False
    conversation.not_understood = 0
    await carry_out(turned, Command("hand_over", {"reason": "not_understood"}))
    return True


def _takes_for_danger(answer: Answer) -> bool:
    """What both screens let pass, and the engine's classifier alone takes for a crisis, is worrying: the
    caring line goes out. The screens, which know the same messages, raise the alarm; the false alarms of all
    three are measured together (`nlu crisis train`)."""
    understood = answer.understood
    return bool(understood.intent and understood.intent.startswith("crisis_"))
