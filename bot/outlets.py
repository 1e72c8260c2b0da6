"""The channels that are on: how each sends, and where its media come from."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bot.channels.download import download_client
from bot.channels.telegram.api import Api
from bot.channels.telegram.media import TelegramMedia
from bot.channels.telegram.sender import TelegramSender
from bot.channels.whatsapp.client import open_client
from bot.channels.whatsapp.media_source import WhatsAppMedia
from bot.channels.whatsapp.sender import WhatsAppSender
from bot.domain.channel import Channel
from bot.domain.message import Outbound, Sent
from bot.services.ports import MediaSource, Sender
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Outlets:
    senders: dict[Channel, Sender] = field(default_factory=dict)
    media: dict[Channel, MediaSource] = field(default_factory=dict)


class StoredIsShown:
    """The web chat's sender: people read from the store, so what is recorded as sent is shown."""

    async def send(self, _message: Outbound) -> Sent:
        return Sent()

    async def typing(self, _message: Outbound, _inbound_external_id: str) -> None: ...


@asynccontextmanager
async def open_outlets(settings: Settings) -> AsyncIterator[Outlets]:
    """A channel without a token is simply off."""
    outlets = Outlets()
    outlets.senders[Channel.WEBCHAT] = StoredIsShown()
    async with AsyncExitStack() as stack:
        if settings.telegram_token is not None:
            await _add_telegram(outlets, stack, settings, settings.telegram_token.get_secret_value())
        if settings.whatsapp_token is not None:
            await _add_whatsapp(outlets, stack, settings, settings.whatsapp_token.get_secret_value())
        yield outlets


async def _add_telegram(outlets: Outlets, stack: AsyncExitStack, settings: Settings, token: str) -> None:
    api = await stack.enter_async_context(Api(token, settings.telegram_api_url))
    outlets.senders[Channel.TELEGRAM] = TelegramSender(api.bot)
    outlets.media[Channel.TELEGRAM] = await stack.enter_async_context(TelegramMedia(api))


async def _add_whatsapp(outlets: Outlets, stack: AsyncExitStack, settings: Settings, token: str) -> None:
    api = await stack.enter_async_context(open_client(settings.whatsapp_api_url, token))
    http = await stack.enter_async_context(download_client())
    outlets.senders[Channel.WHATSAPP] = WhatsAppSender(api, settings.whatsapp_phone_id)
    outlets.media[Channel.WHATSAPP] = WhatsAppMedia(api, http, settings.whatsapp_api_url, token)
