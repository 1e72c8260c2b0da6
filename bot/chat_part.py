"""The web chat with what it stands on."""

from bot.bootstrap import Core
from bot.channels.webchat.part import webchat_part
from bot.channels.webchat.world import WebChat
from bot.http.part import Part
from bot.http.site import Front
from bot.services.receive_message import ReceiveMessages
from bot.words import Catalogues


def chat_part(it: Core, front: Front, receive: ReceiveMessages) -> Part:
    chat = WebChat(
        begin=it.begin,
        receive=receive,
        throttle=it.throttle,
        hub=it.hub,
        words=Catalogues.load(zone=it.settings.timezone),
        page_words=front.words,
        assets=front.assets,
        clock=it.clock,
    )
    return webchat_part(chat)
