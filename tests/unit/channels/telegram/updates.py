"""Updates as Telegram sends them, of made-up people."""

from typing import Any

CHAT: dict[str, Any] = {"id": 962, "first_name": "أم", "last_name": "أحمد", "type": "private"}
USER = {"id": 962, "is_bot": False, "first_name": "أم", "last_name": "أحمد", "language_code": "ar"}
GROUP = {"id": -100962, "title": "الحي", "type": "supergroup"}
BOT = {"id": 123456, "is_bot": True, "first_name": "رفيق"}
AT = 1_795_000_000
FILE = {"file_id": "F1", "file_unique_id": "U1", "file_size": 1234}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 7, "from": USER, "chat": CHAT, "date": AT, **content}


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": 1001, **content}


def written(**content: Any) -> dict[str, Any]:
    return update(message=message(**content))


def pressed(data: str = "choice-1", **more: Any) -> dict[str, Any]:
    keyboard = {"inline_keyboard": [[{"text": "نعم", "callback_data": data}]]}
    query = {"id": "Q1", "from": USER, "message": message(text="?", reply_markup=keyboard), "data": data}
    return update(callback_query=query | more)


def membership(status: str, chat: dict[str, Any] = CHAT) -> dict[str, Any]:
    old, new = {"user": BOT, "status": "member"}, {"user": BOT, "status": status}
    change = {"chat": chat, "from": USER, "date": AT, "old_chat_member": old, "new_chat_member": new}
    return update(my_chat_member=change)


def reaction(*emoji: str) -> dict[str, Any]:
    new = [{"type": "emoji", "emoji": each} for each in emoji]
    changed = {"chat": CHAT, "message_id": 7, "user": USER, "date": AT, "old_reaction": []}
    return update(message_reaction=changed | {"new_reaction": new})
