"""What the channels hang on the web process."""

from bot.bootstrap import Core
from bot.channels.whatsapp.webhook import BODY_LIMIT, PATH, Webhook
from bot.http.part import Part
from bot.services.receive_message import ReceiveMessages


def channel_parts(it: Core, receive: ReceiveMessages) -> list[Part]:
    """Of the channels that are on."""
    return [*_whatsapp(it, receive)]


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
