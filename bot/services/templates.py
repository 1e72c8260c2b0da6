"""Which templates a caseworker may send when WhatsApp's window is closed, and sending one."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from bot.domain.conversation import Conversation
from bot.domain.errors import InvalidInputError, NotFoundError
from bot.domain.message import Author, Delivery, Kind
from bot.domain.template import APPROVED, Template
from bot.services.ports import NewMessage, UnitOfWork


async def approved(tx: UnitOfWork, templates: Iterable[Template], language: str) -> list[Template]:
    """Those that Meta has approved, as far as we know, in the person's language."""
    known = {(s.name, s.language) for s in await tx.templates.statuses() if s.status == APPROVED}
    return [t for t in templates if t.language == language and (t.name, t.language) in known]


async def send_template(
    tx: UnitOfWork,
    conversation: Conversation,
    staff_id: UUID,
    template: Template,
    values: Sequence[str],
) -> UUID:
    """Puts it into the outbox. The caller has checked that the conversation is this caseworker's."""
    body = await body_of(tx, template, values)
    message_id = uuid4()
    await tx.messages.add(
        NewMessage(
            id=message_id,
            conversation_id=conversation.id,
            channel=conversation.channel,
            author=Author.CASEWORKER,
            kind=Kind.TEMPLATE,
            body=body,
            delivery=Delivery.QUEUED,
            stretch=conversation.stretch,
            staff_id=staff_id,
        )
    )
    await tx.jobs.deliver(conversation.id, message_id)
    await tx.events.conversation_changed(conversation.id)
    return message_id


async def body_of(tx: UnitOfWork, template: Template, values: Sequence[str]) -> dict[str, Any]:
    """What is stored of it. Raises NotFoundError when it is not approved, InvalidInputError."""
    if template not in await approved(tx, [template], template.language):
        raise NotFoundError
    if len(values) != template.places or any(not v.strip() or "\n" in v for v in values):
        raise InvalidInputError("values", "template.values")
    sent = {"name": template.name, "language": template.language, "values": list(values)}
    return {"text": template.filled(tuple(values)), "template": sent}
