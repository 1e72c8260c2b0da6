"""Gathers what the dialogue engine needs to know for one message."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.domain.conversation import Conversation, State
from bot.domain.message import Kind, Message
from bot.domain.request import Draft
from bot.services.check_answer import CheckAnswer
from bot.services.choose import Chosen, resolve
from bot.services.dialogue import AppointmentFacts, DraftFacts, Facts, Outcome, RequestFacts, Turn
from bot.services.ports import UnitOfWork, Words
from bot.services.reply_language import reply_language
from bot.services.worry import only_looked_for


@dataclass(frozen=True, slots=True)
class Prepared:
    """`turn` None: nothing to ask the engine."""

    conversation: Conversation
    message: Message
    turn: Turn | None
    fragments: Sequence[str] = ()
    """What the person wrote just before."""
    check: CheckAnswer | None = None
    """A typed answer to the question whether they need help now."""


async def prepare(
    tx: UnitOfWork, conversation: Conversation, message: Message, words: Words, now: datetime
) -> Prepared:
    chosen = await resolve(tx, conversation, message, words, now)
    text = None if chosen.payload or message.kind is Kind.PRESS else typed(message)
    await _follow_language(tx, conversation, text)
    saved = await tx.conversations.dialogue(conversation.id) or {}
    turn = Turn(
        conversation=conversation.id,
        stretch=conversation.stretch,
        message_id=str(message.id),
        text=text,
        payload=chosen.payload,
        state=saved.get("state"),
        facts=await _facts(tx, conversation, message, chosen, saved.get("outcome"), now=now),
    )
    return Prepared(conversation, message, turn)


def typed(message: Message) -> str:
    """The words of a message as the engine may see them: nothing that it could take for a command.

    A contact card stands for its first phone number: people send one where a number is asked for.
    """
    text = message.text
    if message.kind is Kind.CONTACT:
        text = next(iter(message.body["data"].get("phones", [])), text)
    return text.lstrip(" \t\r\n\u00a0/\u200e\u200f\u2066\u2067\u2068\u202a\u202b\u200b\ufeff") or text.strip(
        "/ "
    )


async def _follow_language(tx: UnitOfWork, conversation: Conversation, text: str | None) -> None:
    """Three or more English words change to English; Arabic words change back. Arabizi counts as Arabic."""
    language = reply_language(text) if text else None
    if language and language != conversation.language:
        conversation.language = language
        await tx.contact_points.set_language(conversation.contact_point_id, language)


async def _facts(
    tx: UnitOfWork,
    conversation: Conversation,
    message: Message,
    chosen: Chosen,
    outcome: dict[str, object] | None,
    *,
    now: datetime,
) -> Facts:
    draft = await tx.drafts.of_conversation(conversation.id)
    requests = await tx.requests.of_conversation(conversation.id)
    arranging = await tx.appointments.arranging(conversation.id, now)
    return Facts(
        queued=conversation.state is State.QUEUED and not only_looked_for(conversation),
        crisis=conversation.crisis_at is not None,
        language=conversation.language,
        first_contact=not conversation.notice_given,
        discreet=conversation.discreet,
        newer_waiting=await tx.messages.newer_waiting(message),
        attachment=message.kind if message.kind in (Kind.MEDIA, Kind.LOCATION) else None,
        draft=_draft_facts(draft, now),
        stale_choice=chosen.stale,
        outcome=Outcome(**outcome) if outcome else None,  # type: ignore[arg-type]
        requests=[RequestFacts(r.number, r.kind, r.status) for r in requests],
        appointments=AppointmentFacts(**asdict(arranging)),
    )


def _draft_facts(draft: Draft | None, now: datetime) -> DraftFacts | None:
    if draft is None or draft.expired(now):
        return None
    age = (now - draft.updated_at).days
    return DraftFacts(str(draft.id), draft.kind, draft.fields, draft.step, age)
