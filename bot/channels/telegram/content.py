"""What a Telegram message says, in the one shape of all channels. Unknown shapes raise the usual errors of
reading a dictionary; the caller keeps such an update as it came."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.message import Content, Kind, MediaKind, MediaRef

Json = Mapping[str, Any]

COMMANDS = {"start", "help", "menu", "visits", "centres", "law", "support", "human", "lang", "stop"}
"""In the chat's menu of commands; choose.py says what each stands for."""

_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*", re.IGNORECASE)


def content_of(message: Json) -> Content:
    for name, read in _READERS.items():
        if name in message:
            return read(message)
    return Content(Kind.UNSUPPORTED, text=_caption(message), data={"type": _odd_part(message)})


def start_code(message: Json) -> str:
    """What a link or a person put behind /start; it is not stored with the message."""
    found = _COMMAND.fullmatch(str(message.get("text", "")))
    return found[2] or "" if found and found[1].lower() == "start" else ""


def _text(message: Json) -> Content:
    """A bare command of ours is one; with words behind it, or unknown, it is what the person wrote."""
    text = str(message["text"])
    found = _COMMAND.fullmatch(text)
    name = found[1].lower() if found else ""
    if found and name in COMMANDS and (name == "start" or not found[2]):
        return Content(Kind.TEXT, f"/{name}", data={"command": name})
    return Content(Kind.TEXT, text)


def _file(name: str, kind: MediaKind) -> Callable[[Json], Content]:
    def read(message: Json) -> Content:
        return _media(message, message[name], kind)

    return read


def _photo(message: Json) -> Content:
    """It comes in several sizes; the largest is the last."""
    return _media(message, message["photo"][-1], MediaKind.IMAGE, mime="image/jpeg")


def _sticker(message: Json) -> Content:
    emoji = str(message["sticker"].get("emoji", ""))
    return _media(message, message["sticker"], MediaKind.STICKER, data={"emoji": emoji})


def _media(
    message: Json, file: Json, kind: MediaKind, *, mime: str = "", data: dict[str, Any] | None = None
) -> Content:
    size = file.get("file_size")
    ref = MediaRef(
        kind=kind,
        provider_id=str(file["file_id"]),
        mime=str(file.get("mime_type", mime)),
        filename=str(file.get("file_name", "")),
        size=int(size) if size is not None else None,
    )
    album = {"album": str(message["media_group_id"])} if "media_group_id" in message else {}
    return Content(Kind.MEDIA, _caption(message), media=ref, data={**album, **(data or {})})


def _location(message: Json) -> Content:
    place = message["location"]
    where = {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    return Content(Kind.LOCATION, data=where)


def _venue(message: Json) -> Content:
    venue = message["venue"]
    named = {"name": str(venue["title"]), "address": str(venue["address"])}
    return Content(Kind.LOCATION, data={**_location(venue).data, **named})


def _contact(message: Json) -> Content:
    contact = message["contact"]
    name = f"{contact['first_name']} {contact.get('last_name', '')}".strip()
    own = contact.get("user_id") is not None and contact["user_id"] == message["chat"]["id"]
    return Content(
        Kind.CONTACT, data={"name": name, "phones": [str(contact["phone_number"])], "own": bool(own)}
    )


def _caption(message: Json) -> str:
    return str(message.get("caption", ""))


_READERS: dict[str, Callable[[Json], Content]] = {
    # animation and venue come with a document and a location for older readers
    "text": _text,
    "photo": _photo,
    "voice": _file("voice", MediaKind.VOICE),
    "audio": _file("audio", MediaKind.AUDIO),
    "video": _file("video", MediaKind.VIDEO),
    "video_note": _file("video_note", MediaKind.VIDEO),
    "animation": _file("animation", MediaKind.VIDEO),
    "document": _file("document", MediaKind.DOCUMENT),
    "sticker": _sticker,
    "venue": _venue,
    "location": _location,
    "contact": _contact,
}

_ENVELOPE = {
    "message_id",
    "from",
    "sender_chat",
    "chat",
    "date",
    "edit_date",
    "caption",
    "caption_entities",
    "entities",
    "reply_to_message",
    "external_reply",
    "quote",
    "forward_origin",
    "forward_date",
    "forward_from",
    "has_protected_content",
    "via_bot",
    "media_group_id",
    "reply_markup",
    "message_thread_id",
    "effect_id",
    "link_preview_options",
}


def _odd_part(message: Json) -> str:
    """The name of what we cannot read: poll, dice, story ..."""
    return next((name for name in message if name not in _ENVELOPE), "")
