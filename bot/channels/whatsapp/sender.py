"""Sends by the Cloud API. Every call carries our message's id, which its statuses bring back."""

from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

import httpx
from pywa.errors import WhatsAppError
from pywa_async.api import GraphAPIAsync

from bot.channels.whatsapp.errors import of_network, typed
from bot.domain.channel import LIMITS, AddressKind, Channel
from bot.domain.errors import ProviderError
from bot.domain.message import MediaKind, Outbound, Sent

_TYPES = {
    MediaKind.IMAGE: "image",
    MediaKind.VOICE: "audio",
    MediaKind.AUDIO: "audio",
    MediaKind.VIDEO: "video",
    MediaKind.DOCUMENT: "document",
    MediaKind.STICKER: "sticker",
}
_WITHOUT_CAPTION = {"audio", "sticker"}
_CAPTION = 1024


class WhatsAppSender:
    """Fulfils the Sender port."""

    def __init__(self, api: GraphAPIAsync, phone_id: str) -> None:
        self._api = api
        self._phone_id = phone_id

    async def send(self, message: Outbound) -> Sent:
        if message.template:
            return await self._send(message, "template", _template(message))
        if message.media is not None:
            return await self._send_media(message)
        if message.list_title:
            return await self._send(message, "interactive", _list(message))
        if message.choices:
            return await self._send(message, "interactive", _buttons(message))
        return await self._send(message, "text", _text(message.text))

    async def typing(self, _message: Outbound, inbound_external_id: str) -> None:
        """Marks the message read too; the sign goes with the answer, or after 25 s."""
        with suppress(ProviderError):
            await _called(self._api.set_indicator(self._phone_id, inbound_external_id, "text"))

    async def _send_media(self, message: Outbound) -> Sent:
        media = message.media
        assert media is not None  # noqa: S101 - the caller has looked
        kind = _TYPES[media.kind]
        uploaded = await _called(
            self._api.upload_media(self._phone_id, media.data, media.mime, media.filename or "file")
        )
        body: dict[str, Any] = {"id": uploaded["id"]}
        if kind == "document" and media.filename:
            body["filename"] = media.filename
        caption = message.text if kind not in _WITHOUT_CAPTION and len(message.text) <= _CAPTION else ""
        if caption:
            body["caption"] = caption
        sent = await self._send(message, kind, body)
        if message.text and not caption:
            await self._send(message, "text", _text(message.text))
        return sent

    async def _send(self, message: Outbound, kind: str, body: dict[str, Any]) -> Sent:
        """A user id goes into `recipient`, a phone number into `to`."""
        by_user_id = message.address.kind is AddressKind.USER_ID
        answer = await _called(
            self._api.send_message(
                sender=self._phone_id,
                to=None if by_user_id else message.address.value,
                recipient=message.address.value if by_user_id else None,
                recipient_type="individual",
                typ=kind,
                msg=body,
                biz_opaque_callback_data=str(message.message_id),
            )
        )
        return Sent(str(answer["messages"][0]["id"]))


async def _called(call: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    """Raises a ProviderError for whatever goes wrong."""
    try:
        return await call
    except WhatsAppError as error:
        raise typed(error) from None
    except httpx.RequestError as error:
        raise of_network(error) from None


def _text(words: str) -> dict[str, Any]:
    return {"body": words, "preview_url": False}


def _buttons(message: Outbound) -> dict[str, Any]:
    buttons = [{"type": "reply", "reply": {"id": c.id, "title": c.label}} for c in message.choices]
    return {"type": "button", "body": {"text": message.text}, "action": {"buttons": buttons}}


def _list(message: Outbound) -> dict[str, Any]:
    rows = [
        {"id": c.id, "title": c.label} | ({"description": c.description} if c.description else {})
        for c in message.choices
    ]
    title = message.list_title[: LIMITS[Channel.WHATSAPP].button_label]
    return {
        "type": "list",
        "body": {"text": message.text},
        "action": {"button": title, "sections": [{"rows": rows}]},
    }


def _template(message: Outbound) -> dict[str, Any]:
    body: dict[str, Any] = {"name": message.template, "language": {"code": message.template_language}}
    if message.template_values:
        parameters = [{"type": "text", "text": value} for value in message.template_values]
        body["components"] = [{"type": "body", "parameters": parameters}]
    return body
