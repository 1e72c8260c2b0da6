"""Messages that did not reach people."""

from starlette.responses import Response

from bot.console import desk_words
from bot.console.desk_refusals import REFUSED, refusal_status, refusal_words
from bot.console.forms import position_of
from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.services.access import Act
from bot.services.undelivered import read_undelivered, send_again, set_aside


async def listed(visit: Visit, problem: str = "", status: int = 200) -> Response:
    async with visit.console.begin() as tx:
        before = position_of(visit.request.query_params.get("before", ""))
        found = await read_undelivered(tx, visit.staff, visit.console.words, before=before)
    return visit.page("desk/undelivered.html", status=status, found=found, problem=problem, w=desk_words)


async def again(visit: Visit) -> Response:
    try:
        async with visit.console.begin() as tx:
            await send_again(tx, visit.staff, visit.request.path_params["message"], visit.console.clock())
    except REFUSED as error:
        return await listed(visit, refusal_words(visit, error), refusal_status(error))
    return visit.go("/undelivered", N_("It is on its way again."))


async def aside(visit: Visit) -> Response:
    try:
        async with visit.console.begin() as tx:
            await set_aside(tx, visit.staff, visit.request.path_params["message"], visit.console.clock())
    except REFUSED as error:
        return await listed(visit, refusal_words(visit, error), refusal_status(error))
    return visit.go("/undelivered", N_("Set aside. The conversation still says that it did not arrive."))


PAGES = (
    Page("/undelivered", listed, act=Act.SEE_QUEUE),
    Page("/undelivered/{message:uuid}/again", again, "POST", Act.REPLY),
    Page("/undelivered/{message:uuid}/aside", aside, "POST", Act.REPLY),
)
