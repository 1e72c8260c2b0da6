"""A conversation as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.message import Author
from bot.services.ports import StoredMedia, Words
from bot.services.read_web_chat import Shown, Speaker

MEDIA_PATH = "/chat/api/media"


def told_message(shown: Shown, words: Words, language: str) -> Mapping[str, Any]:
    """`id`, `from`, `text` and `buttons` are the contract; the rest serves our page."""
    return {
        "id": str(shown.position),
        "from": shown.author.value,
        "text": shown.text,
        "buttons": [{"label": choice.label, "payload": choice.id} for choice in shown.choices],
        "at": shown.at.isoformat(),
        "day": day_of(shown.at, words, language),
        "time": time_of(shown.at, words, language),
        **({"name": shown.name} if shown.name else {}),
        **({"client_id": shown.client_id} if shown.client_id else {}),
        **({"media": told_media(shown.media)} if shown.media else {}),
        **({"keep_code": True} if shown.keep_code else {}),
        **({"urgent": True} if shown.urgent else {}),
    }


def told_media(media: StoredMedia) -> Mapping[str, Any]:
    """`inline`: a browser may show it; else it is for saving. No `url`: it was not kept."""
    return {
        "kind": media.kind.value,
        "mime": media.mime,
        "name": media.filename,
        "size": media.size,
        "inline": media.inline,
        **({"url": f"{MEDIA_PATH}/{media.id}"} if media.status == "stored" else {}),
    }


def told_speaker(speaker: Speaker, words: Words, language: str) -> Mapping[str, Any]:
    return {
        "who": speaker.author.value,
        "name": speaker.name,
        "waiting": speaker.waiting,
        "label": name_of_speaker(speaker, words, language),
    }


def name_of_speaker(speaker: Speaker, words: Words, language: str) -> str:
    """It always says that it is a machine when it is."""
    if speaker.author is Author.CASEWORKER:
        return words.render("chat.person", language, {"name": speaker.name})
    return words.render("chat.machine_waiting" if speaker.waiting else "chat.machine", language)


def day_of(at: datetime, words: Words, language: str) -> str:
    return words.render("chat.day", language, {"day": {"date": at.isoformat()}})


def time_of(at: datetime, words: Words, language: str) -> str:
    return words.render("chat.time", language, {"time": {"time": at.isoformat()}})
