"""A conversation as JSON."""

from collections.abc import Mapping
from typing import Any

from bot.services.ports import StoredMedia
from bot.services.read_web_chat import Shown, Speaker

MEDIA_PATH = "/chat/api/media"


def message_json(shown: Shown) -> Mapping[str, Any]:
    """`id`, `from`, `text` and `buttons` are the contract; the rest serves our page."""
    return {
        "id": str(shown.position),
        "from": shown.author.value,
        "text": shown.text,
        "buttons": [{"label": choice.label, "payload": choice.id} for choice in shown.choices],
        "at": shown.at.isoformat(),
        **({"name": shown.name} if shown.name else {}),
        **({"client_id": shown.client_id} if shown.client_id else {}),
        **({"media": media_json(shown.media)} if shown.media else {}),
        **({"keep_code": True} if shown.keep_code else {}),
    }


def media_json(media: StoredMedia) -> Mapping[str, Any]:
    """`inline`: a browser may show it; else it is for saving. No `url`: it was not kept."""
    return {
        "kind": media.kind.value,
        "mime": media.mime,
        "name": media.filename,
        "size": media.size,
        "inline": media.inline,
        **({"url": f"{MEDIA_PATH}/{media.id}"} if media.status == "stored" else {}),
    }


def speaker_json(speaker: Speaker) -> Mapping[str, Any]:
    return {"who": speaker.author.value, "name": speaker.name, "waiting": speaker.waiting}
