"""Sends one message: marked before the provider is called, recorded after, no transaction open in between."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.clock import Clock
from bot.domain.conversation import Conversation
from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
    WindowClosedError,
)
from bot.domain.message import Author, Delivery, Kind, Message, Outbound, Sent
from bot.services import hand_over
from bot.services.appointments.remind import is_overtaken
from bot.services.compose import compose
from bot.services.ports import Pace, Senders, UnitOfWork, UnitOfWorkFactory, Words

UNCERTAIN_WAIT = timedelta(seconds=30)
"""How long a WhatsApp status that carries our own id may take to tell whether a lost call got through."""

ATTEMPTS = 10
GIVE_UP_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Delivering:
    begin: UnitOfWorkFactory
    senders: Senders
    words: Words
    pace: Pace
    clock: Clock


class Later(Exception):
    """Not delivered yet. `at`: not before; None leaves the pause to the caller."""

    def __init__(self, at: datetime | None) -> None:
        super().__init__("not delivered yet")
        self.at = at


async def deliver(world: Delivering, conversation_id: UUID, message_id: UUID) -> None:
    """Raises Later when it is worth trying again."""
    outbound = await _mark(world, conversation_id, message_id)
    if outbound is None:
        return
    sender = world.senders.get(outbound.address.channel)
    await world.pace.wait(outbound.address.channel, conversation_id)
    try:
        if sender is None:
            raise FinalError("channel_off")
        sent = await sender.send(outbound)
    except ProviderError as error:
        await _record_failure(world, conversation_id, message_id, error)
    else:
        await _record_sent(world, message_id, sent)


async def _mark(world: Delivering, conversation_id: UUID, message_id: UUID) -> Outbound | None:
    """The checks of the last moment. None: it does not leave."""
    now = world.clock()
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(conversation_id)
        message = await tx.messages.lock(message_id)
        if message.delivery not in (Delivery.QUEUED, Delivery.SENDING):
            return None
        if message.epoch is not None and message.epoch != conversation.epoch:
            message.delivery = Delivery.DROPPED
            await tx.messages.save(message)
            return None
        if await is_overtaken(tx, message, now):
            message.delivery = Delivery.DROPPED
            await tx.messages.save(message)
            return None
        refusal = _refusal(conversation, message, now)
        if refusal is not None:
            await _fail(tx, conversation, message, refusal, now)
            return None
        _note_uncertain(message, now)
        message.delivery = Delivery.SENDING
        message.sending_at = now
        message.attempts += 1
        await tx.messages.save(message)
        return await compose(tx, conversation, message, world.words)


def _note_uncertain(message: Message, now: datetime) -> None:
    """Found "sending": the process ended in between, so the provider may have it already."""
    if message.delivery is not Delivery.SENDING or message.channel is Channel.WEBCHAT:
        return
    if message.channel is Channel.WHATSAPP and message.sending_at is not None:
        wait_until = message.sending_at + UNCERTAIN_WAIT
        if now < wait_until:
            raise Later(wait_until)
    message.perhaps_twice = True


def _refusal(conversation: Conversation, message: Message, now: datetime) -> ProviderError | None:
    if not conversation.reachable:
        return UnreachableError("unreachable")
    if message.kind is not Kind.TEMPLATE and not conversation.window_open(now):
        return WindowClosedError("window_closed")
    return None


async def _record_sent(world: Delivering, message_id: UUID, sent: Sent) -> None:
    async with world.begin() as tx:
        message = await tx.messages.lock(message_id)
        message.sent_at = world.clock()
        message.external_id = message.external_id or sent.external_id
        message.error_code = ""
        if message.delivery in (Delivery.QUEUED, Delivery.SENDING):
            message.delivery = Delivery.SENT
        await tx.messages.save(message)
        await tx.events.conversation_changed(message.conversation_id)


async def _record_failure(
    world: Delivering, conversation_id: UUID, message_id: UUID, error: ProviderError
) -> None:
    now = world.clock()
    async with world.begin() as tx:
        conversation = await tx.conversations.lock(conversation_id)
        message = await tx.messages.lock(message_id)
        if message.delivery is not Delivery.SENDING:
            return
        if not (isinstance(error, TryAgainError) and error.uncertain):
            message.sending_at = None  # this call is known not to have got through
        young = message.attempts < ATTEMPTS and now - message.at < GIVE_UP_AFTER
        if not (isinstance(error, TryAgainError) and young):
            await _fail(tx, conversation, message, error, now)
            return
        if not error.uncertain:
            message.delivery = Delivery.QUEUED
        message.error_code = error.code
        await tx.messages.save(message)
    raise Later(error.at)


async def _fail(
    tx: UnitOfWork, conversation: Conversation, message: Message, error: ProviderError, now: datetime
) -> None:
    """What fails for good is in front of staff, with the reason."""
    message.delivery = Delivery.FAILED
    message.error_code = error.code or type(error).__name__
    await tx.messages.save(message)
    if isinstance(error, UnreachableError):
        await tx.contact_points.mark_unreachable(conversation.contact_point_id, now)
    elif (
        isinstance(error, RejectedError | FinalError | TryAgainError)
        and message.author is not Author.CASEWORKER
    ):
        await hand_over.queue(tx, conversation, "undelivered", now)
    await tx.events.conversation_changed(conversation.id)
