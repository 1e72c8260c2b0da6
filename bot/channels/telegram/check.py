"""What is wrong with Telegram, for `doctor`: one line each that names the setting, empty when all is well."""

from urllib.parse import urlsplit

from telegram import WebhookInfo

from bot.channels.telegram.api import Api
from bot.channels.telegram.errors import BAD_TOKEN, typed_errors
from bot.channels.telegram.webhook import PATH
from bot.domain.errors import ProviderError

MANY_WAITING = 100


async def findings(api: Api, public_url: str | None) -> list[str]:
    """`public_url`: where Telegram is to call us in webhook mode; None when we poll."""
    try:
        with typed_errors():
            await api.bot.get_me()
            info = await api.bot.get_webhook_info()
    except ProviderError as error:
        return [_no_answer(error)]
    found = _about_polling(info) if public_url is None else _about_webhook(info, public_url)
    if info.pending_update_count > MANY_WAITING:
        found.append(f"Telegram: {info.pending_update_count} messages wait there; is `rafeeq web` running?")
    return found


def _no_answer(error: ProviderError) -> str:
    if error.code == BAD_TOKEN:
        return "RAFEEQ_TELEGRAM_TOKEN: Telegram does not know this token; take it anew from @BotFather"
    return f"RAFEEQ_TELEGRAM_API_URL: Telegram does not answer ({error.code})"


def _about_polling(info: WebhookInfo) -> list[str]:
    if not info.url:
        return []
    return ["RAFEEQ_TELEGRAM_MODE: a webhook is set for this bot; it is taken away when `rafeeq web` polls"]


def _about_webhook(info: WebhookInfo, public_url: str) -> list[str]:
    found = []
    if urlsplit(public_url).scheme != "https":
        found.append("RAFEEQ_PUBLIC_URL: Telegram calls addresses with https:// only")
    if info.url != f"{public_url}{PATH}":
        found.append("RAFEEQ_TELEGRAM_MODE: Telegram does not call us yet; `rafeeq web` tells it to")
    if info.last_error_message and info.pending_update_count:
        found.append(f"RAFEEQ_PUBLIC_URL: Telegram cannot reach us there: {info.last_error_message}")
    return found
