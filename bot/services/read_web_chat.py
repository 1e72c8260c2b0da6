"""What a person sees of their conversation on the page, in an order that never changes afterwards."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.conversation import Conversation, State
from bot.domain.errors import NotFoundError, RafeeqError
from bot.domain.message import Author, Delivery, Message, OutboundChoice
from bot.services.compose import render
from bot.services.ports import StoredMedia, UnitOfWork, Words

_HIDDEN = (Delivery.DROPPED, Delivery.FAILED)
PAGE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    position: int
    author: Author
    text: str
    at: datetime
    choices: tuple[OutboundChoice, ...] = ()
    media: StoredMedia | None = None
    name: str = ""
    """Of the caseworker."""
    client_id: str = ""
    """What the person's page called it."""
    keep_code: bool = False
    """After it people may want to come back from elsewhere: a request's number, a hand-over."""
    urgent: bool = False
    """Words for somebody in danger."""


@dataclass(frozen=True, slots=True)
class Portion:
    messages: Sequence[Shown]
    last: int
    """Position up to which everything was read, whether shown or not."""
    more: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answers now."""

    author: Author
    name: str = ""
    waiting: bool = False
    """In the queue for a caseworker."""


_KEEP_CODE = ("request.registered", "handover.queued", "handover.queued_by", "failure.human_will_answer")


async def read_after(
    tx: UnitOfWork, conversation: Conversation, words: Words, after: int, limit: int = PAGE
) -> Portion:
    """Nothing behind a message that is still on its way, so that what comes later has the higher position."""
    leaving = await tx.messages.leaving(conversation.id)
    read = await tx.messages.thread(conversation.id, after=after, limit=limit)
    settled = [m for m in read if not leaving or m.position < leaving[0].position]
    return Portion(
        messages=await _shown(tx, conversation, words, settled),
        last=settled[-1].position if settled else after,
        more=len(read) == limit and len(settled) == limit,
    )


async def read_before(
    tx: UnitOfWork, conversation: Conversation, words: Words, before: int | None, limit: int
) -> Portion:
    """The last ones, or the last ones before a position. `more`: there are earlier ones."""
    leaving = await tx.messages.leaving(conversation.id)
    edges = [edge for edge in (before, leaving[0].position if leaving else None) if edge is not None]
    read = await tx.messages.thread(conversation.id, before=min(edges, default=2**63 - 1), limit=limit)
    return Portion(
        messages=await _shown(tx, conversation, words, read),
        last=read[-1].position if read else 0,
        more=len(read) == limit,
    )


async def speaker(tx: UnitOfWork, conversation: Conversation) -> Speaker:
    if conversation.state is State.CLAIMED and conversation.holder_id is not None:
        return Speaker(Author.CASEWORKER, await _name(tx, conversation.holder_id))
    return Speaker(Author.ASSISTANT, waiting=conversation.state is State.QUEUED)


async def label_of_choice(tx: UnitOfWork, conversation: Conversation, choice_id: str, words: Words) -> str:
    """What stood on the button; empty when it was none of ours."""
    stored = await tx.choices.get(choice_id, conversation.id)
    if stored is None:
        return ""
    offered = (await tx.messages.get(stored.message_id)).body.get("choices", ())
    values = next((choice.get("values") for choice in offered if choice["id"] == choice_id), None)
    return words.render(stored.label, conversation.language, values, discreet=conversation.discreet)


async def _shown(
    tx: UnitOfWork, conversation: Conversation, words: Words, messages: Sequence[Message]
) -> list[Shown]:
    names = {who: await _name(tx, who) for who in {m.staff_id for m in messages if m.staff_id}}
    shown = []
    for message in messages:
        if message.delivery in _HIDDEN:
            continue
        with suppress(RafeeqError):  # words of an older version: one message less, not the whole thread
            name = names[message.staff_id] if message.staff_id else ""
            shown.append(await _show(tx, conversation, words, message, name))
    return shown


async def _show(
    tx: UnitOfWork, conversation: Conversation, words: Words, message: Message, name: str
) -> Shown:
    fitted = render(
        Channel.WEBCHAT, conversation.language, message.body, words, discreet=conversation.discreet
    )
    own = message.author is Author.PERSON
    return Shown(
        position=message.position,
        author=message.author,
        text=fitted.text,
        at=message.at,
        choices=fitted.choices,
        media=await tx.media.get(message.media_id) if message.media_id else None,
        name=name,
        client_id=message.external_id.partition(":")[2] if own else "",
        keep_code=message.body.get("message") in _KEEP_CODE,
        urgent=str(message.body.get("message", "")).startswith("crisis."),
    )


async def _name(tx: UnitOfWork, staff_id: UUID) -> str:
    try:
        return (await tx.staff.get(staff_id)).name
    except NotFoundError:
        return ""
