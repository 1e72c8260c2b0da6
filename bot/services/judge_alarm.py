"""What staff say of an alarm: that it was none, or that a message should have raised one.

The judgement is kept as an example for the screens, without names and numbers; nothing of a restricted
matter is. Each can be taken back.
"""

from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.conversation import Conversation, Priority, State
from bot.domain.crisis import CrisisExample, Grade, Judgement, judged, raised, unjudged
from bot.domain.errors import NotFoundError, WrongStateError
from bot.domain.message import Author, Message
from bot.domain.staff import Staff
from bot.services.access import Act, allows, require
from bot.services.open_conversation import KIND, held_by_another
from bot.services.ports import UnitOfWork
from bot.services.redaction import redaction_of, require_sight
from bot.services.strip_personal import strip_personal
from bot.services.worry import settle_worry

LONGEST = 2000
REASON = "not_crisis"
"""Why a conversation waits whose alarm was lowered."""


async def judge(
    tx: UnitOfWork,
    actor: Staff,
    conversation_id: UUID,
    message_id: UUID,
    judgement: Judgement,
    *,
    now: datetime,
) -> None:
    """Raises WrongStateError when the message was judged already, or did not raise what it is said to."""
    conversation, message = await _opened(tx, actor, conversation_id, message_id)
    if (judgement is Judgement.NOT_CRISIS) is not raised(message.crisis):
        raise WrongStateError("changed_meanwhile")
    await _keep(tx, actor, conversation, message, judgement, now=now)
    message.crisis = judged(message.crisis, judgement)
    await tx.messages.save(message)
    if judgement is Judgement.NOT_CRISIS:
        await _lower(tx, actor, conversation, now)
    await _logged(tx, actor, conversation, judgement)


async def take_back(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, message_id: UUID, now: datetime
) -> None:
    """As it was before; an alarm stands again while the conversation is still before people."""
    conversation, message = await _opened(tx, actor, conversation_id, message_id)
    before = unjudged(message.crisis)
    if before is None:
        raise WrongStateError("changed_meanwhile")
    message.crisis = before
    await tx.messages.save(message)
    await tx.crisis_examples.forget(message.id)
    if before.startswith(f"{Grade.DANGER}:") and conversation.waits_for_person:
        await _raise_again(tx, conversation, message, now)
    await _logged(tx, actor, conversation, "taken_back")


async def _opened(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, message_id: UUID
) -> tuple[Conversation, Message]:
    require(actor, Act.JUDGE_ALARM)
    conversation = await tx.conversations.lock(conversation_id)
    if not allows(actor, Act.JUDGE_ALARM, holder=conversation.holder_id):
        raise await held_by_another(tx, conversation)
    await require_sight(tx, actor, conversation)
    message = await tx.messages.lock(message_id)
    if message.conversation_id != conversation_id or message.author is not Author.PERSON:
        raise NotFoundError
    return conversation, message


async def _keep(
    tx: UnitOfWork,
    actor: Staff,
    conversation: Conversation,
    message: Message,
    judgement: Judgement,
    *,
    now: datetime,
) -> None:
    restricted = (await redaction_of(tx, actor, conversation.id)).restricts(message)
    text = strip_personal(message.text)[:LONGEST]
    if restricted or not text:
        return
    rule = message.crisis.partition(":")[2]
    example = CrisisExample(uuid4(), message.id, text, judgement, conversation.language, rule, actor.id, now)
    await tx.crisis_examples.keep(example)


async def _lower(tx: UnitOfWork, actor: Staff, conversation: Conversation, now: datetime) -> None:
    """It waits on in the ordinary queue: the person was told that somebody will write."""
    if conversation.crisis_at is None:
        await settle_worry(tx, conversation)
        return
    conversation.crisis_at = conversation.holding_line_at = None
    conversation.priority = Priority.NORMAL
    conversation.epoch += 1
    if conversation.queue_reason == "crisis":
        conversation.queue_reason = REASON
    await tx.conversations.save(conversation)
    alert = await tx.alerts.open_of(conversation.id)
    if alert is not None:
        alert = await tx.alerts.lock(alert.id)
        alert.acknowledged_at, alert.acknowledged_by = now, actor.id
        await tx.alerts.save(alert)


async def _raise_again(tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime) -> None:
    conversation.crisis_at = conversation.crisis_at or now
    conversation.holding_line_at = conversation.holding_line_at or now
    conversation.priority = Priority.CRISIS
    if conversation.queue_reason == REASON:
        conversation.queue_reason = "crisis"
    await tx.conversations.save(conversation)
    if conversation.state is State.QUEUED:
        alert_id = await tx.alerts.raise_alert(conversation.id, message.id, now)
        if alert_id is not None:
            await tx.jobs.watch_crisis(alert_id)


async def _logged(tx: UnitOfWork, actor: Staff, conversation: Conversation, verdict: str) -> None:
    await tx.audit.record(actor.id, "judged", KIND, conversation.id, verdict=str(verdict))
    await tx.events.conversation_changed(conversation.id)
    await tx.events.queue_changed()
