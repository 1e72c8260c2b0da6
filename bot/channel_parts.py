"""What the channels hang on the web process."""

from bot.bootstrap import Core
from bot.channels.telegram.api import Api
from bot.channels.telegram.gateway import Webhook as TelegramWebhook
from bot.channels.telegram.gateway import World, telegram_part
from bot.channels.whatsapp.webhook import BODY_LIMIT, PATH, Webhook
from bot.http.part import Part
from bot.persistence.leader import SqlLeader
from bot.services.page_staff import TelegramStaffLine
from bot.services.receive_message import ReceiveMessages
from bot.words import Catalogues


def channel_parts(it: Core, receive: ReceiveMessages) -> list[Part]:
    """Of the channels that are on."""
    return [*_telegram(it, receive), *_whatsapp(it, receive)]


def _telegram(it: Core, receive: ReceiveMessages) -> list[Part]:
    settings = it.settings
    if settings.telegram_token is None:
        return []
    words = Catalogues.load(zone=settings.timezone)
    world = World(
        begin=it.begin,
        receive=receive,
        leader=SqlLeader(it.database_url, "telegram"),
        throttle=it.throttle,
        words=words,
        clock=it.clock,
        staff=TelegramStaffLine(it.begin, words, it.clock),
        language=settings.locale.partition("_")[0],
    )
    webhook = None
    if settings.telegram_mode == "webhook" and settings.telegram_webhook_secret is not None:
        webhook = TelegramWebhook(settings.base_url, settings.telegram_webhook_secret.get_secret_value())
    api = Api(settings.telegram_token.get_secret_value(), settings.telegram_api_url)
    return [telegram_part(api, world, webhook)]


def _whatsapp(it: Core, receive: ReceiveMessages) -> list[Part]:
    """The settings have checked that a token comes with its secrets."""
    settings = it.settings
    if settings.whatsapp_app_secret is None or settings.whatsapp_verify_token is None:
        return []
    webhook = Webhook(
        receive,
        settings.whatsapp_app_secret.get_secret_value(),
        settings.whatsapp_verify_token.get_secret_value(),
        settings.whatsapp_phone_id,
    )
    return [Part("whatsapp", routes=webhook.routes, body_limits={PATH: BODY_LIMIT})]
