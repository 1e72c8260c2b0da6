"""Webhook bodies of the Cloud API in the one shape of ours: every entry, change, message and status."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bot.channels.whatsapp.content import content_of
from bot.channels.whatsapp.identity import addresses_of
from bot.domain.channel import Channel
from bot.domain.message import Delivery, Inbound, RawPayload, Status

Json = Mapping[str, Any]

_DELIVERIES = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "played": Delivery.READ,
    "failed": Delivery.FAILED,
}
_SILENT = {"deleted", "warning", "pending", "held_for_quality_assessment"}
"""Statuses that change nothing for us."""


@dataclass(slots=True)
class Parsed:
    inbound: list[Inbound] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    unknown: list[RawPayload] = field(default_factory=list)


def parse(body: bytes, phone_id: str = "") -> Parsed:
    """Never raises: what has no shape that we know is kept raw. Other phone numbers' changes are not ours."""
    parsed = Parsed()
    try:
        changes = list(_changes(json.loads(body)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Parsed(unknown=[_raw(body.decode("utf-8", "replace"))])
    for change in changes:
        try:
            found = _change(change, phone_id)
        except (ValueError, TypeError, AttributeError, KeyError):
            found = Parsed(unknown=[_raw(json.dumps(change, ensure_ascii=False))])
        parsed.inbound += found.inbound
        parsed.statuses += found.statuses
        parsed.unknown += found.unknown
    return parsed


def _changes(payload: Json) -> Iterator[Json]:
    for entry in payload["entry"] if "entry" in payload else _not_ours(payload):
        yield from entry.get("changes", ())


def _not_ours(payload: Json) -> list[Json]:
    raise ValueError(f"no entry among {len(payload)} fields")


def _change(change: Json, phone_id: str) -> Parsed:
    parsed = Parsed()
    value = change["value"]
    if change.get("field", "messages") not in ("messages", "message_echoes"):
        parsed.unknown.append(_raw(json.dumps(change, ensure_ascii=False)))
        return parsed
    to = str(value.get("metadata", {}).get("phone_number_id", ""))
    if phone_id and to and to != phone_id:
        return parsed
    contacts = value.get("contacts") or []
    for message in value.get("messages") or ():
        _add_message(parsed, message, contacts)
    for status in value.get("statuses") or ():
        _add_status(parsed, status)
    if not any(value.get(name) for name in ("messages", "statuses")):
        parsed.unknown.append(_raw(json.dumps(change, ensure_ascii=False)))
    return parsed


def _add_message(parsed: Parsed, message: Json, contacts: list[Json]) -> None:
    try:
        parsed.inbound.append(_message(message, contacts))
    except (ValueError, TypeError, AttributeError, KeyError):
        parsed.unknown.append(_raw(json.dumps(message, ensure_ascii=False)))


def _message(message: Json, contacts: list[Json]) -> Inbound:
    addresses, name = addresses_of(message, contacts)
    content, about = content_of(message)
    return Inbound(
        address=addresses[0],
        external_id=str(message["id"]),
        content=content,
        aliases=tuple(addresses[1:]),
        about=about,
        sent_at=_moment(message.get("timestamp")),
        profile_name=name,
    )


def _add_status(parsed: Parsed, status: Json) -> None:
    try:
        word = str(status["status"])
        if word in _SILENT:
            return
        error = (status.get("errors") or [{}])[0]
        parsed.statuses.append(
            Status(
                channel=Channel.WHATSAPP,
                external_id=str(status["id"]),
                delivery=_DELIVERIES[word],
                callback=_ours(status.get("biz_opaque_callback_data")),
                at=_moment(status.get("timestamp")),
                error_code=str(error.get("code", "")),
                error_detail=str((error.get("error_data") or {}).get("details", "")),
            )
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        parsed.unknown.append(_raw(json.dumps(status, ensure_ascii=False)))


def _ours(callback: Any) -> str:
    """Our messages' ids; the number may be used by others too."""
    try:
        return str(UUID(callback))
    except (ValueError, TypeError, AttributeError):
        return ""


def _moment(timestamp: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _raw(body: str) -> RawPayload:
    return RawPayload(Channel.WHATSAPP, body)
