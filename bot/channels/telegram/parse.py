"""Telegram's updates, read one by one. Whatever comes, `parse` gives something to keep and never raises."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.content import Json, content_of, start_code
from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.message import Content, Inbound, Kind, RawPayload

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "message_reaction", "my_chat_member")
ACKNOWLEDGE = "ack:"
"""Begins the callback data of the button in an alert to staff; the alert's id follows."""

_PRIVATE = "private"
_GROUPS = {"group", "supergroup"}
_GONE = {"left", "kicked"}
_SERVICE = {
    # told by Telegram about the chat itself; nobody wrote anything
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "connected_website",
    "users_shared",
    "chat_shared",
    "boost_added",
    "proximity_alert_triggered",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one update means to us. Mostly only `inbound` is set."""

    inbound: Inbound | None = None
    raw: RawPayload | None = None
    """To be kept as it came: beside an unsupported message, or alone."""
    person: Address | None = None
    """Who did it, in a private chat."""
    blocked: bool | None = None
    """The person has blocked us (True) or let us in again (False)."""
    callback: str = ""
    """A pressed button, whose waiting sign must end."""
    group: int | None = None
    """A group to be told, politely, that we talk in private only."""
    code: str = ""
    """What came behind /start."""
    alert: str = ""
    """Staff acknowledge this alert."""
    answer: str = ""
    """To be said at once to who did it; set by who asks staff's own services."""


def parse(update: Any) -> Parsed:
    try:
        for name, read in _READERS.items():
            if name in update:
                return read(update, update[name])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return Parsed(raw=as_raw(update, _address_within(update)))
    return Parsed(raw=as_raw(update))


def as_raw(update: Any, person: Address | None = None) -> RawPayload:
    try:
        body = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, TypeError, RecursionError):
        body = "(nested too deeply)"
    return RawPayload(Channel.TELEGRAM, body, person)


def external_id(message: Json) -> str:
    return f"{message['chat']['id']}:{message['message_id']}"


def _message(update: Json, message: Json) -> Parsed:
    chat = message["chat"]
    if chat["type"] != _PRIVATE:
        return _elsewhere(chat)
    person = _address(chat)
    if not _SERVICE.isdisjoint(message):
        return Parsed(raw=as_raw(update, person))
    content = content_of(message)
    inbound = _inbound(message, external_id(message), content, about=_answered(message))
    raw = as_raw(update, person) if content.kind is Kind.UNSUPPORTED else None
    return Parsed(inbound, raw, person=person, code=start_code(message))


def _edited(update: Json, message: Json) -> Parsed:
    """A live location changes every few seconds: where the person was when they sent it is enough."""
    if message["chat"]["type"] != _PRIVATE or "location" in message:
        return Parsed()
    words = str(message.get("text", message.get("caption", "")))
    edit = f"edit:{external_id(message)}:{update['update_id']}"
    content = Content(Kind.EDIT, words)
    return Parsed(
        _inbound(message, edit, content, about=external_id(message)), person=_address(message["chat"])
    )


def _pressed(_update: Json, query: Json) -> Parsed:
    callback, data, message = str(query["id"]), str(query.get("data", "")), query.get("message")
    if not data or message is None or message["chat"]["type"] != _PRIVATE:
        return Parsed(callback=callback)
    person = _address(message["chat"])
    if data.startswith(ACKNOWLEDGE):
        return Parsed(person=person, callback=callback, alert=data.removeprefix(ACKNOWLEDGE))
    content = Content(Kind.PRESS, _label(message, data), choice=data)
    inbound = Inbound(
        address=person,
        external_id=f"cb:{callback}",
        content=content,
        about=external_id(message),
        profile_name=_name(query["from"]),
    )
    return Parsed(inbound, person=person, callback=callback)


def _reacted(update: Json, reaction: Json) -> Parsed:
    if reaction["chat"]["type"] != _PRIVATE:
        return Parsed()
    emoji = [str(each.get("emoji", "")) for each in reaction["new_reaction"]]
    known = f"reaction:{external_id(reaction)}:{update['update_id']}"
    content = Content(Kind.REACTION, data={"emoji": "".join(emoji)})
    return Parsed(
        _inbound(reaction, known, content, about=external_id(reaction)), person=_address(reaction["chat"])
    )


def _membership(_update: Json, change: Json) -> Parsed:
    chat, status = change["chat"], change["new_chat_member"]["status"]
    if chat["type"] == _PRIVATE:
        return Parsed(person=_address(chat), blocked=status in _GONE)
    return Parsed() if status in _GONE else _elsewhere(chat)


_READERS: dict[str, Callable[[Json, Json], Parsed]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "message_reaction": _reacted,
    "my_chat_member": _membership,
}


def _elsewhere(chat: Json) -> Parsed:
    return Parsed(group=int(chat["id"])) if chat["type"] in _GROUPS else Parsed()


def _inbound(message: Json, known_as: str, content: Content, *, about: str = "") -> Inbound:
    sender = message.get("from") or message.get("user") or {}
    return Inbound(
        address=_address(message["chat"]),
        external_id=known_as,
        content=content,
        about=about,
        sent_at=datetime.fromtimestamp(int(message["date"]), UTC),
        language_hint=str(sender.get("language_code", "")),
        profile_name=_name(sender),
    )


def _answered(message: Json) -> str:
    """The message that this one answers, where Telegram's own "reply" was used."""
    answered = message.get("reply_to_message")
    return external_id(answered) if answered else ""


def _address(chat: Json) -> Address:
    return Address(Channel.TELEGRAM, AddressKind.CHAT_ID, str(int(chat["id"])))


def _name(user: Json) -> str:
    return f"{user.get('first_name', '')} {user.get('last_name', '')}".strip()


def _label(message: Json, data: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next((str(b["text"]) for row in rows for b in row if b.get("callback_data") == data), "")


def _address_within(update: Any) -> Address | None:
    """Whose an update of odd shape is, where that much can be read."""
    for part in update.values() if isinstance(update, Mapping) else ():
        holder = part.get("message", part) if isinstance(part, Mapping) else {}
        chat = holder.get("chat") if isinstance(holder, Mapping) else None
        if isinstance(chat, Mapping) and chat.get("type") == _PRIVATE and isinstance(chat.get("id"), int):
            return _address(chat)
    return None
