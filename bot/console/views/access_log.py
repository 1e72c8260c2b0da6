"""Who opened what, for the holder of data protection."""

from uuid import UUID

from starlette.responses import Response

from bot.console import desk_words, log_words
from bot.console.forms import position_of
from bot.console.pages import Page
from bot.console.visit import Visit
from bot.services.access import Act
from bot.services.read_access_log import Part, read_access_log


async def show(visit: Visit) -> Response:
    query = visit.request.query_params
    part = Part(query.get("part", "")) if query.get("part", "") in set(Part) else Part.OPENED
    who = _id(query.get("who", ""))
    before = query.get("before", "")
    async with visit.console.begin() as tx:
        log = await read_access_log(tx, visit.staff, part, who=who, before=position_of(before))
        everybody = await tx.staff.listed()
    return visit.page(
        "access_log.html",
        log=log,
        part=part,
        who=who,
        everybody=everybody,
        first=not before,
        reasons={reason.value: words for reason, words in desk_words.REASONS.items()},
        w=log_words,
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


PAGES = (Page("/access-log", show, act=Act.SEE_ACCESS_LOG),)
