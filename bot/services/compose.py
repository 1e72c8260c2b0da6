"""Renders a stored message for its channel, at the moment it leaves."""

from collections.abc import Sequence
from typing import Any

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.conversation import Conversation
from bot.domain.errors import UnreachableError
from bot.domain.message import Kind, Message, Outbound, OutboundChoice, OutboundMedia
from bot.services.degrade import Shown, fit
from bot.services.ports import UnitOfWork, Words

_PREFERRED = (AddressKind.USER_ID, AddressKind.CHAT_ID, AddressKind.SESSION, AddressKind.PHONE)
"""WhatsApp's own user id before the phone number: it stays when the number is hidden or changes."""


async def compose(tx: UnitOfWork, conversation: Conversation, message: Message, words: Words) -> Outbound:
    shown = render(
        conversation.channel, conversation.language, message.body, words, discreet=conversation.discreet
    )
    list_title = words.render("list.open", conversation.language) if shown.as_list else ""
    template = message.body.get("template", {}) if message.kind is Kind.TEMPLATE else {}
    return Outbound(
        message_id=message.id,
        address=address_of(await tx.contact_points.addresses(conversation.contact_point_id)),
        text=shown.text,
        choices=shown.choices,
        list_title=list_title,
        media=await _media(tx, message),
        template=template.get("name", ""),
        template_language=template.get("language", ""),
        template_values=tuple(template.get("values", ())),
    )


def render(
    channel: Channel, language: str, body: dict[str, Any], words: Words, *, discreet: bool = False
) -> Shown:
    """A body with `message` is rendered from the catalogue; a caseworker's has its `text` as written."""
    if "message" not in body:
        return Shown(str(body.get("text", "")), ())
    text = words.render(body["message"], language, body.get("values"), discreet=discreet)
    choices = [
        OutboundChoice(c["id"], words.render(c["label"], language, c.get("values"), discreet=discreet))
        for c in body.get("choices", ())
    ]
    by_number = words.render("choose.by_number", language) if choices else ""
    return fit(channel, text, choices, by_number)


def address_of(addresses: Sequence[Address]) -> Address:
    for kind in _PREFERRED:
        for address in addresses:
            if address.kind is kind:
                return address
    raise UnreachableError("no_address")


async def _media(tx: UnitOfWork, message: Message) -> OutboundMedia | None:
    if message.media_id is None:
        return None
    stored = await tx.media.get(message.media_id)
    data = b"".join([chunk async for chunk in tx.media.read(message.media_id)])
    return OutboundMedia(stored.kind, stored.mime, stored.filename, data)
