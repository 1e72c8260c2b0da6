"""Requests of programs and pages, checked."""

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from bot.channels.webchat.refusals import Refused
from bot.domain.channel import LIMITS, Channel
from bot.http.language import LANGUAGES

TEXT_LIMIT = LIMITS[Channel.WEBCHAT].text
ID_LIMIT = 100
PAYLOAD_LIMIT = 64
CODE_LIMIT = 60
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of characters that no UTF-8 can hold."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a person: words, or a pressed button."""

    session: str
    id: str
    text: str = ""
    payload: str = ""


async def read_json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise Refused("bad_json") from None
    if not isinstance(body, dict):
        raise Refused("bad_json")
    return body


def read_said(body: dict[str, Any]) -> Said:
    said = Said(
        session=word_of(body, "session", ID_LIMIT),
        id=word_of(body, "id", ID_LIMIT),
        text=clean(_text_of(body)),
        payload=word_of(body, "payload", PAYLOAD_LIMIT) if body.get("payload") is not None else "",
    )
    if bool(said.text) == bool(said.payload):
        raise Refused("empty", field="text")
    return said


def word_of(body: dict[str, Any], field: str, limit: int) -> str:
    value = body.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= limit or _UNSTORABLE.search(value):
        raise Refused("missing", field=field)
    return value


def read_language(body: dict[str, Any], otherwise: str) -> str:
    asked = body.get("language")
    return asked if asked in LANGUAGES else otherwise


def clean(text: str) -> str:
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text).strip()


def _text_of(body: dict[str, Any]) -> str:
    text = body.get("text", "")
    if not isinstance(text, str | None):
        raise Refused("missing", field="text")
    if text and len(text) > TEXT_LIMIT:
        raise Refused("text_too_long", field="text")
    return text or ""
