"""What a WhatsApp message says, by its type."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.message import Content, Kind, MediaKind, MediaRef

Json = Mapping[str, Any]

_MEDIA = {
    "image": MediaKind.IMAGE,
    "audio": MediaKind.AUDIO,
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "document": MediaKind.DOCUMENT,
    "sticker": MediaKind.STICKER,
}


def content_of(message: Json) -> tuple[Content, str]:
    """The content, and the external id of the message it is about, if any. Raises KeyError, ValueError ..."""
    kind = str(message.get("type", "unsupported"))
    if kind in _MEDIA:
        return _media(kind, message[kind]), ""
    if kind == "reaction":
        reaction = message["reaction"]
        return Content(Kind.REACTION, data={"emoji": str(reaction.get("emoji", ""))}), str(
            reaction["message_id"]
        )
    if kind == "edit":
        return _edit(message["edit"])
    read = _READ.get(kind)
    return (read(message), "") if read else (_unsupported(kind, message), "")


def _text(message: Json) -> Content:
    return Content(Kind.TEXT, str(message["text"]["body"]))


def _media(kind: str, medium: Json) -> Content:
    is_voice = kind == "audio" and bool(medium.get("voice"))
    return Content(
        Kind.MEDIA,
        str(medium.get("caption") or ""),
        media=MediaRef(
            kind=MediaKind.VOICE if is_voice else _MEDIA[kind],
            provider_id=str(medium["id"]),
            mime=str(medium.get("mime_type") or ""),
            filename=str(medium.get("filename") or ""),
        ),
    )


def _location(message: Json) -> Content:
    place = message["location"]
    name = str(place.get("name") or place.get("address") or "")
    return Content(
        Kind.LOCATION,
        data={"latitude": float(place["latitude"]), "longitude": float(place["longitude"]), "name": name},
    )


def _contacts(message: Json) -> Content:
    people = message["contacts"]
    names = [str(person.get("name", {}).get("formatted_name", "")) for person in people]
    phones = [
        str(phone["phone"]) for person in people for phone in person.get("phones", ()) if phone.get("phone")
    ]
    return Content(Kind.CONTACT, data={"name": "، ".join(filter(None, names)), "phones": phones})


def _button(message: Json) -> Content:
    """A quick reply of a template."""
    button = message["button"]
    return Content(Kind.PRESS, str(button.get("text", "")), choice=str(button.get("payload", "")))


def _interactive(message: Json) -> Content:
    reply = message["interactive"]
    for name in ("button_reply", "list_reply"):
        if name in reply:
            return Content(Kind.PRESS, str(reply[name].get("title", "")), choice=str(reply[name]["id"]))
    return Content(Kind.UNSUPPORTED, data={"type": f"interactive {reply.get('type', '')}".strip()})


def _edit(edit: Json) -> tuple[Content, str]:
    """Only where the number is shared with the business app; the new words come as a message inside."""
    inner = edit.get("message", {})
    words = str(inner.get("text", {}).get("body") or inner.get("caption") or "")
    return Content(Kind.EDIT, words), str(edit["original_message_id"])


def _unsupported(kind: str, message: Json) -> Content:
    errors = message.get("errors") or [{}]
    return Content(Kind.UNSUPPORTED, data={"type": kind, "code": str(errors[0].get("code", ""))})


_READ: Mapping[str, Callable[[Json], Content]] = {
    "text": _text,
    "location": _location,
    "contacts": _contacts,
    "button": _button,
    "interactive": _interactive,
}
