"""Articles found by words: as a page, and at the desk to put one into a reply."""

import asyncio
from collections.abc import Sequence

from starlette.responses import Response

from bot.console.forms import one_line
from bot.console.pages import Page
from bot.console.translation import LANGUAGES
from bot.console.visit import Visit
from bot.domain.article import Part
from bot.services.access import Act
from bot.services.search_articles import Hit, search_articles

_PICKED_FROM = 8


async def find(visit: Visit) -> Response:
    query = _query(visit)
    hits = await _hits(visit, query, visit.language, 30)
    return visit.page("articles/found.html", query=query, hits=hits)


async def pick(visit: Visit) -> Response:
    """In the person's language: what is chosen goes into the reply as it stands."""
    wanted = visit.request.query_params.get("language", "")
    language = wanted if wanted in LANGUAGES else visit.language
    hits = await _hits(visit, _query(visit), language, _PICKED_FROM)
    return visit.page("articles/pick.html", hits=hits, spoken=language, parts=(Part.ANSWER, Part.SOURCE))


async def _hits(visit: Visit, query: str, language: str, limit: int) -> Sequence[Hit]:
    """In a thread: the encoder works outside the event loop."""
    return await asyncio.to_thread(search_articles, visit.console.library.shelf, query, language, limit)


def _query(visit: Visit) -> str:
    return one_line(visit.request.query_params.get("q", ""))


PAGES = (
    Page("/articles/find", find, act=Act.READ_ARTICLES),
    Page("/articles/pick", pick, act=Act.READ_ARTICLES, in_background=True),
)
