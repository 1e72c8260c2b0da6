"""In the thread: what a message meant, said by whoever reads it."""

from starlette.responses import Response

from bot.console.forms import text_of
from bot.console.intent_words import grouped
from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services import teach
from bot.services.access import Act


async def ask(visit: Visit, problems: dict[str, str] | None = None) -> Response:
    place = visit.request.path_params
    async with visit.console.begin() as tx:
        message, text = await teach.teachable(
            tx, visit.staff, place["id"], place["message"], visit.console.clock()
        )
    return visit.page(
        "learning/meaning.html", problems=problems, message=message, text=text, meanings=grouped()
    )


async def say(visit: Visit) -> Response:
    form, place = await visit.form(), visit.request.path_params
    try:
        async with visit.console.begin() as tx:
            added = await teach.say_meaning(
                tx,
                visit.staff,
                place["id"],
                place["message"],
                intent=text_of(form, "intent"),
                intents=visit.console.intents,
                now=visit.console.clock(),
            )
    except InvalidInputError as error:
        return await ask(visit, problems_of(error))
    said = N_("Thank you. A coordinator looks at it.") if added else N_("We have such a message already.")
    return visit.go(f"/desk/{place['id']}", said)


_PATH = "/desk/{id:uuid}/meaning/{message:uuid}"
PAGES = (
    Page(_PATH, ask, act=Act.READ_CONVERSATION),
    Page(_PATH, say, "POST", Act.READ_CONVERSATION),
)
