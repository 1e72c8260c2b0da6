"""Takes in what a gateway parsed: stored, screened for danger and queued in one transaction."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from bot.domain.clock import Clock
from bot.domain.conversation import Conversation, State
from bot.domain.crisis import Grade, Screen
from bot.domain.message import Author, Content, Delivery, Handling, Inbound, Kind, Message, RawPayload, Status
from bot.services import hand_over, outbox
from bot.services.heed import fragments
from bot.services.ports import NewMessage, StoredMedia, UnitOfWork, UnitOfWorkFactory

RECENT = 4
"""How many of the person's earlier messages the screen looks at."""

_WRITE_ANEW = "edit.ask_again"
_NEEDS_NO_ANSWER = {Kind.EDIT, Kind.REACTION}


Also = Callable[[UnitOfWork], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Receipt:
    conversation_id: UUID
    message_id: UUID | None
    """None when the message was known already."""


class ReceiveMessages:
    """Gateways acknowledge only after this returns: it has committed."""

    def __init__(self, begin: UnitOfWorkFactory, screen: Screen, clock: Clock) -> None:
        self._begin = begin
        self._screen = screen
        self._clock = clock

    async def __call__(
        self,
        inbound: Sequence[Inbound],
        statuses: Sequence[Status] = (),
        *,
        unknown: Sequence[RawPayload] = (),
        also: Also | None = None,
    ) -> list[Receipt]:
        """All of one webhook call in one transaction, by address, so that two batches cannot deadlock.

        `also`: what the gateway itself records with it.
        """
        async with self._begin() as tx:
            receipts = [
                await receive(tx, message, self._screen, self._clock)
                for message in sorted(inbound, key=lambda m: (m.address.kind, m.address.value))
            ]
            for status in sorted(statuses, key=lambda s: (s.callback, s.external_id)):
                updated = await tx.messages.record_status(status)
                if updated is not None:
                    await _after_status(tx, updated, status, self._clock)
            for payload in unknown:
                await tx.raw_payloads.add(payload, await _conversation_of(tx, payload))
            if also is not None:
                await also(tx)
        return receipts


async def _after_status(tx: UnitOfWork, message: Message, status: Status, clock: Clock) -> None:
    """Taken by the provider and failed later: before staff, like one that was refused at once."""
    if status.delivery is Delivery.FAILED and message.delivery is Delivery.FAILED:
        conversation = await tx.conversations.lock(message.conversation_id)
        await hand_over.queue(tx, conversation, "undelivered", clock())
    await tx.events.conversation_changed(message.conversation_id)


async def _conversation_of(tx: UnitOfWork, payload: RawPayload) -> UUID | None:
    if payload.address is None:
        return None
    contact_point_id = await tx.contact_points.find(payload.channel, payload.address.value)
    if contact_point_id is None:
        return None
    return (await tx.conversations.of_contact_point(contact_point_id, payload.channel)).id


async def receive(tx: UnitOfWork, inbound: Inbound, screen: Screen, clock: Clock) -> Receipt:
    contact_point_id = await tx.contact_points.reach(inbound.address, inbound.aliases, inbound.profile_name)
    conversation = await tx.conversations.of_contact_point(contact_point_id, inbound.channel)
    message = await _store(tx, conversation, inbound)
    if message is None:
        return Receipt(conversation.id, None)
    now = clock()
    conversation.last_inbound_at = now
    if not conversation.reachable:
        await tx.contact_points.mark_unreachable(contact_point_id, None)
    await tx.conversations.save(conversation)
    if inbound.content.text and inbound.content.kind is not Kind.PRESS:
        await _look_for_danger(tx, conversation, message, screen, clock)
    if inbound.content.kind is Kind.EDIT:
        await _tell_to_write_anew(tx, conversation)
    if message.handling is Handling.RECEIVED:
        await tx.jobs.handle_message(conversation.id, message.id)
    await tx.events.conversation_changed(conversation.id)
    return Receipt(conversation.id, message.id)


async def _tell_to_write_anew(tx: UnitOfWork, conversation: Conversation) -> None:
    """An edited answer changes nothing by itself: who is in the middle of a request must know."""
    if conversation.state is State.CLAIMED or conversation.crisis_at is not None:
        return
    if await tx.drafts.of_conversation(conversation.id) is None:
        return
    last = await tx.messages.thread(conversation.id, before=sys.maxsize, limit=4)
    if not any(m.body.get("message") == _WRITE_ANEW for m in last):
        await outbox.notify(tx, conversation, _WRITE_ANEW)


async def _store(tx: UnitOfWork, conversation: Conversation, inbound: Inbound) -> NewMessage | None:
    content = inbound.content
    about = await tx.messages.by_external_id(inbound.channel, inbound.about) if inbound.about else None
    media = _media(conversation, content)
    message = NewMessage(
        id=uuid4(),
        conversation_id=conversation.id,
        channel=inbound.channel,
        author=Author.PERSON,
        kind=content.kind,
        body={"text": content.text, "choice": content.choice, "data": content.data},
        external_id=inbound.external_id,
        about_id=about.id if about and about.conversation_id == conversation.id else None,
        media_id=media.id if media else None,
        handling=Handling.STORED if content.kind in _NEEDS_NO_ANSWER else Handling.RECEIVED,
        stretch=conversation.stretch,
    )
    if await tx.messages.by_external_id(inbound.channel, inbound.external_id) is not None:
        return None
    if media:
        await _store_media(tx, media, content)
    return message if await tx.messages.add(message) else None


def _media(conversation: Conversation, content: Content) -> StoredMedia | None:
    if content.media is None:
        return None
    return StoredMedia(
        id=uuid4(),
        conversation_id=conversation.id,
        kind=content.media.kind,
        mime=content.media.mime,
        size=content.media.size,
        filename=content.media.filename,
        status="waiting",
        inline=content.media.inline,
        source={"id": content.media.provider_id},
    )


async def _store_media(tx: UnitOfWork, media: StoredMedia, content: Content) -> None:
    """What came with the message (web chat) is written at once; the rest a job fetches."""
    await tx.media.add(media)
    if content.media is not None and content.media.data is not None:
        await tx.media.write(media, content.media.data)
    else:
        await tx.jobs.fetch_media(media.id)


async def _look_for_danger(
    tx: UnitOfWork,
    conversation: Conversation,
    message: NewMessage,
    screen: Screen,
    clock: Clock,
) -> None:
    stored = await tx.messages.get(message.id)
    now = clock()
    before = await tx.messages.recent_inbound(conversation.id, stored.position, RECENT)
    sign = screen(stored.text, fragments(before, now))
    if sign is None:
        return
    stored.crisis = f"{sign.grade}:{sign.why}"
    await tx.messages.save(stored)
    if sign.grade is Grade.DANGER:
        await hand_over.raise_crisis(tx, conversation, message.id, now)
