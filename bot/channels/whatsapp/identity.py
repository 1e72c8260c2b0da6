"""Who wrote: WhatsApp's own user id before the phone number, either of which may be absent."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.channel import Address, AddressKind, Channel

_USER_ID = ("from_user_id", "user_id")
_PHONE = ("from", "wa_id")


def addresses_of(
    message: Mapping[str, Any], contacts: Sequence[Mapping[str, Any]]
) -> tuple[list[Address], str]:
    """The addresses, the lasting one first, and the profile's name. Raises KeyError when there is none."""
    contact = _contact_of(message, contacts)
    user_id = _first(message, _USER_ID) or _first(contact, _USER_ID)
    phone = _first(message, _PHONE) or _first(contact, _PHONE)
    found = [
        Address(Channel.WHATSAPP, kind, value)
        for kind, value in ((AddressKind.USER_ID, user_id), (AddressKind.PHONE, _digits(phone)))
        if value
    ]
    if not found:
        raise KeyError("from")
    return found, str(contact.get("profile", {}).get("name", ""))


def _contact_of(message: Mapping[str, Any], contacts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """A batch can hold several people; a contact belongs to the message that shares an id with it."""
    mine = {str(message[name]) for name in (*_USER_ID, *_PHONE) if message.get(name)}
    for contact in contacts:
        if mine & {str(contact[name]) for name in (*_USER_ID, *_PHONE) if contact.get(name)}:
            return contact
    return contacts[0] if len(contacts) == 1 and not mine else {}


def _first(where: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((str(where[name]) for name in names if where.get(name)), "")


def _digits(phone: str) -> str:
    return phone.lstrip("+").strip()
