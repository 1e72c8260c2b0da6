"""Requests for support: the list, and one with its history."""

from starlette.responses import Response

from bot.console import desk_words
from bot.console.desk_refusals import REFUSED, refusal_status, refusal_words
from bot.console.forms import moment_of, text_of
from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.services.access import Act
from bot.services.open_conversation import AnothersConversationError
from bot.services.read_requests import read_request, read_requests
from bot.services.work_on_request import add_request_note, change_status


async def listed(visit: Visit) -> Response:
    query = visit.request.query_params
    everything = query.get("all") == "1"
    async with visit.console.begin() as tx:
        page = await read_requests(
            tx, visit.staff, open_only=not everything, before=moment_of(query.get("before", ""))
        )
    number = "".join(str(int(c)) for c in query.get("number", "") if c.isdecimal())
    if number:
        return visit.go(f"/requests/{number}")
    return visit.page(
        "desk/requests.html", page=page, everything=everything, words=visit.console.words, w=desk_words
    )


async def show(visit: Visit, problem: str = "", text: str = "", status: int = 200) -> Response:
    number = visit.request.path_params["number"]
    try:
        async with visit.console.begin() as tx:
            page = await read_request(tx, visit.staff, number, visit.console.clock())
    except AnothersConversationError as closed:
        async with visit.console.begin() as tx:
            found = await tx.requests.get(number)
        return visit.page(
            "desk/request_closed.html",
            holder=closed.holder_name,
            number=number,
            conversation_id=found.conversation_id,
        )
    return visit.page(
        "desk/request.html",
        status=status,
        page=page,
        words=visit.console.words,
        w=desk_words,
        problem=problem,
        text=text,
    )


async def set_status(visit: Visit) -> Response:
    form, number = await visit.form(), visit.request.path_params["number"]
    wanted, seen = text_of(form, "status"), text_of(form, "seen")
    try:
        async with visit.console.begin() as tx:
            await change_status(tx, visit.staff, number, wanted, visit.console.clock(), seen=seen)
    except REFUSED as error:
        return await show(visit, refusal_words(visit, error), status=refusal_status(error))
    return visit.go(f"/requests/{number}", N_("Saved."))


async def note(visit: Visit) -> Response:
    form, number = await visit.form(), visit.request.path_params["number"]
    text = form.get("text", "")
    try:
        async with visit.console.begin() as tx:
            await add_request_note(tx, visit.staff, number, text, visit.console.clock())
    except REFUSED as error:
        return await show(visit, refusal_words(visit, error), text, refusal_status(error))
    return visit.go(f"/requests/{number}", N_("Noted."))


PAGES = (
    Page("/requests", listed, act=Act.SEE_REQUESTS),
    Page("/requests/{number}", show, act=Act.SEE_REQUESTS),
    Page("/requests/{number}/status", set_status, "POST", Act.CHANGE_REQUEST),
    Page("/requests/{number}/notes", note, "POST", Act.CHANGE_REQUEST),
)
