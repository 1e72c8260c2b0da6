"""The web chat's addresses."""

from starlette.routing import Route

from bot.channels.webchat.api import Api
from bot.channels.webchat.media import BODY_LIMIT, MediaApi
from bot.channels.webchat.page import Pages
from bot.channels.webchat.refusals import telling
from bot.channels.webchat.shapes import MEDIA_PATH
from bot.channels.webchat.tidying import Tidying
from bot.channels.webchat.world import WebChat
from bot.http.part import Part

API_BODY = 1024 * 1024
"""Room for a text far too long, so that its sender is told so in words."""


def webchat_part(chat: WebChat) -> Part:
    api, media, pages = Api(chat), MediaApi(chat), Pages(chat)
    told, tidying = telling(chat.page_words), Tidying(chat)

    async def stop() -> None:
        await chat.streams.close()
        await tidying.stop()

    return Part(
        "webchat",
        routes=[
            Route("/chat", pages.show, methods=["GET"]),
            Route("/chat", pages.say, methods=["POST"]),
            Route("/chat/resume", pages.show, methods=["GET"]),
            Route("/chat/resume", pages.resume, methods=["POST"]),
            Route("/chat/leave", pages.leave, methods=["GET"]),
            Route("/chat/api/sessions", told(api.open), methods=["POST"]),
            Route("/chat/api/resume", told(api.resume), methods=["POST"]),
            Route("/chat/api/code", told(api.code), methods=["POST"]),
            Route("/chat/api/messages", told(api.say), methods=["POST"]),
            Route("/chat/api/messages", told(api.history), methods=["GET"]),
            Route("/chat/api/events", told(api.events), methods=["GET"]),
            Route(MEDIA_PATH, told(media.send), methods=["POST"]),
            Route(MEDIA_PATH + "/{id}", told(media.get), methods=["GET"]),
        ],
        start=tidying.start,
        stop=stop,
        body_limits={"/chat/api/": API_BODY, MEDIA_PATH: BODY_LIMIT},
    )
