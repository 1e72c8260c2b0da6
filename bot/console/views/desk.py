"""The desk: who waits, a conversation, and what belongs to it, side by side."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID, uuid4

from starlette.responses import Response

from bot.console import desk_words
from bot.console.desk_page import Opened, Written, read_list, read_opened
from bot.console.pages import Page
from bot.console.visit import Visit
from bot.http.files import file_response, sound_response
from bot.http.sse import ServerEvent
from bot.services.access import Act
from bot.services.live import LiveEvent
from bot.services.media_type import safe_name
from bot.services.play_sound import MIME, playable
from bot.services.read_media import read_media

STREAM_SECONDS = 300.0
"""Then the browser connects anew, and is asked again whether it may."""


async def show(visit: Visit) -> Response:
    return await panes(visit, visit.request.path_params.get("id"))


async def live_list(visit: Visit) -> Response:
    """The one pane that the page asks for to stay fresh."""
    return await panes(visit, None, part="list")


async def live_thread(visit: Visit) -> Response:
    return await panes(visit, visit.request.path_params["id"], part="thread")


async def panes(
    visit: Visit,
    conversation_id: UUID | None,
    *,
    part: str = "",
    written: Written | None = None,
    status: int = 200,
) -> Response:
    opened: Opened | None = None
    async with visit.console.begin() as tx:
        listed = await read_list(visit, tx) if part in ("", "list") else None
        if conversation_id is not None and part in ("", "thread"):
            opened = await read_opened(visit, tx, conversation_id)
    return visit.page(
        f"desk/{part or 'desk'}.html",
        status=status,
        listed=listed,
        opened=opened,
        open_id=conversation_id,
        which=visit.request.query_params.get("list", ""),
        details=visit.request.query_params.get("show") == "details",
        written=written or Written(),
        new_id=str(uuid4()),
        words=visit.console.words,
        w=desk_words,
        playable=playable,
    )


async def events(visit: Visit) -> Response:
    """Tells the page that something changed, never what: it asks again, and is told what it may see."""
    return visit.finish(visit.console.streams.response(_changes(visit)))


async def _changes(visit: Visit) -> AsyncIterator[ServerEvent]:
    end = asyncio.get_running_loop().time() + STREAM_SECONDS
    with visit.console.hub.subscribe() as subscription, suppress(TimeoutError):
        yield ServerEvent("", "anew")
        while (left := end - asyncio.get_running_loop().time()) > 0:
            yield _told(await asyncio.wait_for(subscription.next(), left))


def _told(event: LiveEvent) -> ServerEvent:
    return ServerEvent(str(event.conversation or ""), event.kind)


async def media(visit: Visit) -> Response:
    parameters = visit.request.path_params
    async with visit.console.begin() as tx:
        file = await read_media(
            tx, visit.staff, parameters["id"], parameters["message"], visit.console.clock()
        )
    name = safe_name(file.media.filename, file.media.mime)
    return file_response(file.data, file.media.mime, name, inline=file.media.inline)


async def sound(visit: Visit) -> Response:
    """A voice message written anew, for the page's player."""
    parameters = visit.request.path_params
    async with visit.console.begin() as tx:
        file = await read_media(
            tx, visit.staff, parameters["id"], parameters["message"], visit.console.clock()
        )
    made = await visit.console.sounds.of(file)
    return sound_response(made, MIME, visit.request.headers.get("range", ""))


PAGES = (
    Page("/desk", show, act=Act.SEE_QUEUE),
    Page("/desk/events", events, act=Act.SEE_QUEUE, in_background=True),
    Page("/desk/live", live_list, act=Act.SEE_QUEUE, in_background=True),
    Page("/desk/{id:uuid}/live", live_thread, act=Act.READ_CONVERSATION, in_background=True),
    Page("/desk/{id:uuid}", show, act=Act.READ_CONVERSATION),
    Page("/desk/{id:uuid}/media/{message:uuid}", media, act=Act.READ_CONVERSATION),
    Page("/desk/{id:uuid}/media/{message:uuid}/sound", sound, act=Act.READ_CONVERSATION, in_background=True),
)
