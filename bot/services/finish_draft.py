"""A caseworker finishes a request for the person: fills in what is missing and registers it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.conversation import Conversation, State
from bot.domain.errors import NotAllowedError, NotFoundError, RafeeqError, WrongStateError
from bot.domain.request import Consent, Draft, Request
from bot.domain.request_kinds import KINDS, Answer, Field, RequestKind
from bot.domain.staff import Staff
from bot.services import outbox
from bot.services.open_conversation import KIND, locked_by_holder
from bot.services.ports import UnitOfWork
from bot.services.read_phone import find_phone
from bot.services.redaction import redaction_of
from bot.services.register_request import Registration, register
from nlu.text.places import GOVERNORATES
from nlu.text.relations import RELATIONS

CONSENT = "consent"
LONGEST = 4000
_NAME = 100


class DraftProblemsError(RafeeqError):
    """By field: `needed`, `choose`, `phone`, `too_long`."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


async def finish_draft(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, given: Mapping[str, str], now: datetime
) -> Request:
    """`given`: what stands in each field, and `consent` when the person agreed in the conversation.

    Raises DraftProblemsError, WrongStateError when it is not the actor's, NotFoundError without a draft.
    """
    conversation = await locked_by_holder(tx, actor, conversation_id)
    if conversation.state is not State.CLAIMED or conversation.holder_id != actor.id:
        raise WrongStateError("not_claimed")
    draft, kind = await _draft(tx, actor, conversation)
    fields = read_fields(kind, draft.fields, given)
    asked = Registration(
        draft.kind, fields, _consent(kind, conversation, now), str(actor.id), restricted=kind.restricted
    )
    request, said = await register(tx, conversation, asked, now)
    for message, values in said:
        await outbox.notify(tx, conversation, message, values, bound=False)
    await tx.audit.record(actor.id, "finished_draft", KIND, conversation_id, request=request.number)
    await tx.events.conversation_changed(conversation_id)
    return request


def read_fields(kind: RequestKind, have: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Answers of the definition's fields as given; what else the draft holds (attachments) stays."""
    fields, problems = dict(have), {}
    for field in kind.fields:
        fields.pop(field.name, None)
    for field in kind.fields:
        if field not in kind.asked(fields):
            continue
        text = given.get(field.name, "").strip()
        fields[field.name] = value = _READ[field.answer](field, text) if text else None
        if text and value is None:
            problems[field.name] = "phone" if field.answer is Answer.PHONE else "choose"
        elif not text and not field.optional:
            problems[field.name] = "needed"
    if not given.get(CONSENT):
        problems[CONSENT] = "needed"
    if problems:
        raise DraftProblemsError(problems)
    return fields


def options(field: Field) -> tuple[str, ...]:
    """What can be chosen; empty where words are written."""
    if field.answer is Answer.RELATION:
        return RELATIONS
    return GOVERNORATES if field.answer is Answer.PLACE else field.options


def _chosen(field: Field, text: str) -> str | None:
    return text if text in options(field) else None


def _name(_field: Field, text: str) -> str:
    return " ".join(text.split())[:_NAME]


_READ: Mapping[Answer, Callable[[Field, str], str | None]] = {
    Answer.CHOICE: _chosen,
    Answer.RELATION: _chosen,
    Answer.PLACE: _chosen,
    Answer.OWN_NAME: _name,
    Answer.NAME: _name,
    Answer.PHONE: lambda _, text: find_phone(text),
    Answer.STORY: lambda _, text: text[:LONGEST],
}


async def _draft(tx: UnitOfWork, actor: Staff, conversation: Conversation) -> tuple[Draft, RequestKind]:
    draft = await tx.drafts.of_conversation(conversation.id)
    kind = KINDS.get(draft.kind) if draft else None
    if draft is None or kind is None or not kind.by_chat:
        raise NotFoundError
    redaction = await redaction_of(tx, actor, conversation.id)
    if redaction.draft(draft, conversation) is not draft:
        raise NotAllowedError("restricted")
    return draft, kind


def _consent(kind: RequestKind, conversation: Conversation, now: datetime) -> Consent:
    """As told to the caseworker in the conversation, to the text that the form would have shown."""
    if kind.consent is None:
        raise NotFoundError
    return Consent(
        purpose=kind.consent.purpose,
        text_version=kind.consent.version,
        given=True,
        at=now,
        channel=conversation.channel,
        language=conversation.language,
    )
