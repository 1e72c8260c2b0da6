"""Finishing a request for the person."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from bot.console import desk_words
from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import NotFoundError
from bot.domain.request_kinds import KINDS
from bot.services.access import Act
from bot.services.finish_draft import CONSENT, DraftProblemsError, finish_draft, options
from bot.services.read_thread import read_thread


async def ask(
    visit: Visit, problems: Mapping[str, str] | None = None, given: Mapping[str, Any] | None = None
) -> Response:
    console, conversation_id = visit.console, visit.request.path_params["id"]
    async with console.begin() as tx:
        thread = await read_thread(tx, visit.staff, conversation_id, console.words, console.clock(), limit=1)
    draft = thread.draft
    kind = KINDS.get(draft.kind) if draft else None
    if draft is None or kind is None or not kind.by_chat or thread.hidden:
        raise NotFoundError
    said = {name: desk_words.DRAFT_PROBLEMS[problem] for name, problem in (problems or {}).items()}
    return visit.page(
        "desk/draft.html",
        problems=said,
        thread=thread,
        kind=kind,
        given=given if given is not None else draft.fields,
        options=options,
        words=console.words,
        w=desk_words,
    )


async def finish(visit: Visit) -> Response:
    form, conversation_id = await visit.form(), visit.request.path_params["id"]
    given = {name: form.get(name, "") for name in (*form, CONSENT)}
    try:
        async with visit.console.begin() as tx:
            request = await finish_draft(tx, visit.staff, conversation_id, given, visit.console.clock())
    except DraftProblemsError as error:
        return await ask(visit, error.problems, given)
    return visit.go(
        f"/desk/{conversation_id}",
        N_("Registered as request %(number)s. Its number and code were sent to the person."),
        number=request.number,
    )


PAGES = (
    Page("/desk/{id:uuid}/draft", ask, act=Act.READ_CONVERSATION),
    Page("/desk/{id:uuid}/draft", finish, "POST", Act.CHANGE_REQUEST),
)
