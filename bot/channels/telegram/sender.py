"""Sends on Telegram: plain text, buttons under it, files."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction

from bot.channels.telegram.errors import typed_errors
from bot.channels.telegram.split import CAPTION_LIMIT, TEXT_LIMIT, split
from bot.domain.errors import ProviderError, RejectedError, TryAgainError
from bot.domain.message import MediaKind, Outbound, OutboundChoice, OutboundMedia, Sent

PHOTO_LIMIT = 10 * 1024 * 1024
SHORT_LABEL = 12
"""Two buttons with labels up to this stand side by side on a narrow phone."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_FILE_FIELD = {
    MediaKind.IMAGE: "photo",
    MediaKind.VOICE: "voice",
    MediaKind.AUDIO: "audio",
    MediaKind.VIDEO: "video",
    MediaKind.DOCUMENT: "document",
    MediaKind.STICKER: "sticker",
}


class TelegramSender:
    """Implements the port `Sender`. Nothing is read as markup: a person's name may hold any sign."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, message: Outbound) -> Sent:
        """Its id is the last part's: that is where the buttons are."""
        chat = int(message.address.value)
        parts = list(self._parts(chat, message))
        if not parts:
            raise RejectedError("empty")
        sent = None
        for part in parts:
            try:
                with typed_errors():
                    sent = await part()
            except TryAgainError as error:
                begun = error.uncertain or sent is not None
                raise TryAgainError(error.code, at=error.at, uncertain=begun) from None
        return Sent(f"{chat}:{sent.message_id}" if sent else "")

    async def typing(self, message: Outbound, _inbound_external_id: str) -> None:
        try:
            with typed_errors():
                await self._bot.send_chat_action(int(message.address.value), ChatAction.TYPING)
        except ProviderError:
            return

    def _parts(self, chat: int, message: Outbound) -> Sequence[Callable[[], Awaitable[TelegramMessage]]]:
        texts = split(message.text, TEXT_LIMIT)
        keyboard = _keyboard(message.choices)
        if message.media is None:
            return [self._text(chat, t, keyboard if t is texts[-1] else None) for t in texts]
        if len(split(message.text, CAPTION_LIMIT)) <= 1 and message.media.kind is not MediaKind.STICKER:
            return [self._file(chat, message.media, message.text, keyboard)]
        file = self._file(chat, message.media, "", None if texts else keyboard)
        return [file, *(self._text(chat, t, keyboard if t is texts[-1] else None) for t in texts)]

    def _text(
        self, chat: int, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> Callable[[], Awaitable[TelegramMessage]]:
        return lambda: self._bot.send_message(
            chat, text, reply_markup=keyboard, link_preview_options=_NO_PREVIEW
        )

    def _file(
        self, chat: int, media: OutboundMedia, caption: str, keyboard: InlineKeyboardMarkup | None
    ) -> Callable[[], Awaitable[TelegramMessage]]:
        field = _FILE_FIELD[media.kind]
        if media.kind is MediaKind.IMAGE and len(media.data) > PHOTO_LIMIT:
            field = "document"
        send: Callable[..., Awaitable[TelegramMessage]] = getattr(self._bot, f"send_{field}")
        values: dict[str, Any] = {field: InputFile(media.data, filename=media.filename or None)}
        if caption:
            values["caption"] = caption
        return lambda: send(chat, reply_markup=keyboard, **values)


def _keyboard(choices: Sequence[OutboundChoice]) -> InlineKeyboardMarkup | None:
    if not choices:
        return None
    buttons = [InlineKeyboardButton(choice.label, callback_data=choice.id) for choice in choices]
    width = 2 if all(len(choice.label) <= SHORT_LABEL for choice in choices) else 1
    return InlineKeyboardMarkup([buttons[n : n + width] for n in range(0, len(buttons), width)])
