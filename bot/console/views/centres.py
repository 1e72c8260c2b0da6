"""The centres, and what staff have found out about each."""

from datetime import date

from starlette.responses import Response

from bot.console import article_words
from bot.console.forms import Form
from bot.console.pages import Page
from bot.console.problems import words_for
from bot.console.translation import N_
from bot.console.views.articles import today
from bot.console.visit import Visit
from bot.domain.article import LANGUAGES
from bot.domain.centre import Centre, CentreField
from bot.services import edit_centres
from bot.services.access import Act, allows
from bot.services.edit_centres import Filled, WrongCentreError

_LONGEST = 500


async def listed(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        centres = await tx.centres.all()
    return visit.page("articles/centres.html", centres=centres, today=today(visit), fields=len(CentreField))


async def show(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        centre = await edit_centres.centre_of(tx, visit.staff, _id(visit))
    return _page(visit, centre, {name: _filled(centre, name) for name in CentreField})


async def save(visit: Visit) -> Response:
    form = await visit.form()
    wrong: dict[str, str] = {}
    filled = {name: _read(form, name, wrong) for name in CentreField}
    async with visit.console.begin() as tx:
        centre = await edit_centres.centre_of(tx, visit.staff, _id(visit))
        try:
            if not wrong:
                await edit_centres.save_centre(tx, visit.staff, centre.id, filled, today(visit))
        except WrongCentreError as error:
            wrong = dict(error.wrong)
    if wrong:
        return _page(visit, centre, filled, words_for(wrong))
    return visit.go(f"/centres/{centre.id}", N_("Saved. Families are told this from now on."))


def _page(
    visit: Visit, centre: Centre, filled: dict[CentreField, Filled], problems: dict[str, str] | None = None
) -> Response:
    return visit.page(
        "articles/centre.html",
        problems=problems,
        centre=centre,
        filled=filled,
        aw=article_words,
        today=today(visit),
        edits=allows(visit.staff, Act.EDIT_ARTICLES),
        tongues=LANGUAGES,
    )


def _filled(centre: Centre, name: CentreField) -> Filled:
    value = centre.fields.get(name)
    return Filled(value.texts, value.checked_on) if value else Filled({}, None)


def _read(form: Form, name: CentreField, wrong: dict[str, str]) -> Filled:
    texts = {each: form.get(f"{name}-{each}", "").strip()[:_LONGEST] for each in LANGUAGES}
    kept = {each: text.replace("\r\n", "\n") for each, text in texts.items() if text}
    try:
        checked = form.get(f"{name}-checked", "").strip()
        return Filled(kept, date.fromisoformat(checked) if checked else None)
    except ValueError:
        wrong[name.value] = "no_date"
        return Filled(kept, None)


def _id(visit: Visit) -> str:
    return str(visit.request.path_params["centre"])


PAGES = (
    Page("/centres", listed, act=Act.READ_ARTICLES),
    Page("/centres/{centre}", show, act=Act.READ_ARTICLES),
    Page("/centres/{centre}", save, "POST", Act.EDIT_ARTICLES),
)
