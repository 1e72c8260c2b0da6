"""The caseworkers' pages. `console_routes` is all that the composition root needs."""

from starlette.routing import BaseRoute

from bot.console.context import Console
from bot.console.pages import Page, routes
from bot.console.views import (
    access_log,
    article_files,
    article_search,
    articles,
    association,
    centres,
    desk,
    desk_acts,
    desk_drafts,
    entrance,
    learning,
    me,
    meaning,
    overview,
    questions,
    requests,
    second_step,
    staff,
    telegram,
    tokens,
    undelivered,
    welcome,
)

PAGES: tuple[Page, ...] = (
    *entrance.PAGES,
    *welcome.PAGES,
    *me.PAGES,
    *second_step.PAGES,
    *telegram.PAGES,
    *tokens.PAGES,
    *staff.PAGES,
    *association.PAGES,
    *access_log.PAGES,
    *overview.PAGES,
    *desk.PAGES,
    *desk_acts.PAGES,
    *desk_drafts.PAGES,
    *undelivered.PAGES,
    *requests.PAGES,
    *article_search.PAGES,
    *article_files.PAGES,
    *articles.PAGES,
    *questions.PAGES,
    *learning.PAGES,
    *meaning.PAGES,
    *centres.PAGES,
)


def console_routes(console: Console) -> list[BaseRoute]:
    return routes(console, PAGES)
