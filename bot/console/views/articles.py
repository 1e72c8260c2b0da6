"""What the association tells: found, read, written, reviewed by a second person, published."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from starlette.responses import Response

from bot.console import article_words
from bot.console.article_form import blank, figure_lines, read_article_form, source_lines
from bot.console.forms import text_of
from bot.console.intent_words import grouped, intent_words
from bot.console.pages import Page
from bot.console.problems import words_for
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.article import FACETS, LANGUAGES, Article
from bot.services import edit_articles
from bot.services.access import Act, allows
from bot.services.article_differences import differences
from bot.services.article_sections import sections_of
from bot.services.edit_articles import ArticleChangedError, ArticleWrongError
from bot.services.ports import ArticleList, ArticleVersion, UnitOfWork
from bot.services.preview_article import bubbles

PER_PAGE = 50
_SHOWN_AFTER = 3
"""Articles that an answer leads on to."""


async def listed(visit: Visit) -> Response:
    query = visit.request.query_params
    which = ArticleList(query["list"]) if query.get("list") in set(ArticleList) else ArticleList.ALL
    async with visit.console.begin() as tx:
        found = await tx.articles.listed(
            which, today(visit), after=query.get("after", ""), limit=PER_PAGE + 1
        )
        counts = await tx.articles.counts(today(visit))
    return visit.page(
        "articles/list.html",
        which=which,
        versions=found[:PER_PAGE],
        after=found[PER_PAGE - 1].article.id if len(found) > PER_PAGE else "",
        counts=counts,
        **_shared(visit),
    )


async def show(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, wrong: ArticleWrongError | None = None) -> Response:
    async with visit.console.begin() as tx:
        versions = await edit_articles.read_versions(tx, visit.staff, _id(visit))
        newest = versions[0]
        problems = wrong.problems if wrong else await _problems(visit, tx, newest.article)
        preview = await _preview(visit, tx, newest.article)
        ratings = (await tx.open_questions.ratings()).get(newest.article.id, (0, 0))
    told = next((each for each in versions if each.number == newest.live), None)
    return visit.page(
        "articles/article.html",
        status=422 if wrong else 200,
        version=newest,
        versions=versions,
        told=told,
        changes=differences(told.article if told else None, newest.article) if told is not newest else [],
        may_review=edit_articles.may_review(visit.staff, newest),
        article_problems=problems,
        ratings=ratings,
        preview=preview,
        **_shared(visit),
    )


async def show_version(visit: Visit) -> Response:
    """What one version changed."""
    number = int(visit.request.path_params["number"])
    async with visit.console.begin() as tx:
        versions = await edit_articles.read_versions(tx, visit.staff, _id(visit))
    found = next((each for each in versions if each.number == number), versions[0])
    before = next((each for each in versions if each.number < found.number), None)
    changes = differences(before.article if before else None, found.article)
    return visit.page(
        "articles/version.html", version=found, before=before, changes=changes, **_shared(visit)
    )


async def ask_new(visit: Visit) -> Response:
    query = visit.request.query_params
    article = blank(
        today(visit), query.get("intent", ""), query.get("question", ""), query.get("language", "ar")
    )
    async with visit.console.begin() as tx:
        return await _editor(visit, tx, article, None)


async def edit(visit: Visit) -> Response:
    """From the newest version, or from an older one that is taken up again."""
    wanted = visit.request.query_params.get("from", "")
    async with visit.console.begin() as tx:
        versions = await edit_articles.read_versions(tx, visit.staff, _id(visit))
        chosen = next((each for each in versions if str(each.number) == wanted), versions[0])
        return await _editor(visit, tx, chosen.article, versions[0].number)


async def save(visit: Visit) -> Response:
    form = await visit.form()
    seen_text = form.get("seen", "")
    seen = int(seen_text) if seen_text.isascii() and seen_text.isdecimal() else None
    async with visit.console.begin() as tx:
        article, wrong = read_article_form(form, await _present(visit, tx))
        wrong |= _unfit(article) if seen is None else {}
        if wrong:
            return await _editor(visit, tx, article, seen, words_for(wrong))
        try:
            note = text_of(form, "note", 300)
            await edit_articles.save_draft(tx, visit.staff, article, seen=seen, note=note)
        except ArticleChangedError as error:
            if seen is None:
                return await _editor(visit, tx, article, None, words_for({"id": "id_taken"}))
            return await _changed(visit, tx, article, error.present)
    return visit.go(f"/articles/{article.id}", N_("The draft is saved. A second person reviews it."))


async def _present(visit: Visit, tx: UnitOfWork) -> Article:
    if "article" not in visit.request.path_params:
        return blank(today(visit))
    return (await edit_articles.read_versions(tx, visit.staff, _id(visit)))[0].article


def _unfit(article: Article) -> dict[str, str]:
    fits = article.id and all(c.isascii() and (c.islower() or c.isdecimal() or c == "-") for c in article.id)
    return {} if fits and article.id != "new" else {"id": "no_id"}


async def _changed(visit: Visit, tx: UnitOfWork, mine: Article, theirs: ArticleVersion) -> Response:
    """What was filled in stands there still; saved once more, it becomes the newest."""
    changed = differences(theirs.article, mine)
    return await _editor(visit, tx, mine, theirs.number, changed=changed, by=theirs.author_name, status=409)


async def mark_checked(visit: Visit) -> Response:
    note = visit.gettext("Compared with its sources: still right.")
    async with visit.console.begin() as tx:
        await edit_articles.mark_checked(tx, visit.staff, _id(visit), today(visit), note)
    return visit.go(f"/articles/{_id(visit)}", N_("Noted. A second person reviews it."))


async def review(visit: Visit) -> Response:
    try:
        async with visit.console.begin() as tx:
            await edit_articles.review(
                tx, visit.staff, _id(visit), await _number(visit), visit.console.intents
            )
    except ArticleWrongError as error:
        return await _show(visit, error)
    return visit.go(f"/articles/{_id(visit)}", N_("Found right. It can be published now."))


async def publish(visit: Visit) -> Response:
    number = await _number(visit)
    async with visit.console.begin() as tx:
        versions = await edit_articles.read_versions(tx, visit.staff, _id(visit))
    article = next((each.article for each in versions if each.number == number), versions[0].article)
    cut = await asyncio.to_thread(sections_of, article, visit.console.encoder())
    async with visit.console.begin() as tx:
        await edit_articles.publish(tx, visit.staff, _id(visit), number, cut)
    return visit.go(f"/articles/{_id(visit)}", N_("Published. Families are told this from now on."))


async def withdraw(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await edit_articles.withdraw(tx, visit.staff, _id(visit))
    return visit.go(f"/articles/{_id(visit)}", N_("Withdrawn. Nobody is told this any more."))


async def preview(visit: Visit) -> Response:
    """Of a form that is being filled in."""
    form = await visit.form()
    article, _ = read_article_form(form, blank(today(visit)))
    async with visit.console.begin() as tx:
        shown = await _preview(visit, tx, article)
    return visit.page("articles/editor.html#preview", preview=shown, **_shared(visit))


async def _editor(
    visit: Visit,
    tx: UnitOfWork,
    article: Article,
    seen: int | None,
    problems: dict[str, str] | None = None,
    *,
    changed: Sequence[Any] | None = None,
    by: str = "",
    status: int = 200,
) -> Response:
    return visit.page(
        "articles/editor.html",
        status=status,
        problems=problems,
        article=article,
        seen=seen,
        changed=changed,
        by=by,
        sources=source_lines(article),
        figures=figure_lines(article),
        groups=grouped(),
        facets=FACETS,
        preview=await _preview(visit, tx, article),
        **_shared(visit),
    )


async def _preview(visit: Visit, tx: UnitOfWork, article: Article) -> Mapping[str, Any]:
    """In each language, as far as it is written."""
    related = await tx.articles.newest(article.related[:_SHOWN_AFTER])
    words = visit.console.words
    return {
        language: bubbles(
            article,
            language,
            words,
            today(visit),
            [related[each].article.text(language).title for each in article.related if each in related][:2],
        )
        for language in LANGUAGES
    }


async def _problems(visit: Visit, tx: UnitOfWork, article: Article) -> Sequence[Any]:
    return await edit_articles.problems_of(tx, article, visit.console.intents)


def _shared(visit: Visit) -> Mapping[str, Any]:
    return {
        "aw": article_words,
        "intent_words": intent_words,
        "edits": allows(visit.staff, Act.EDIT_ARTICLES),
        "today": today(visit),
        "tongues": LANGUAGES,
    }


def today(visit: Visit) -> date:
    return visit.console.clock().astimezone(visit.console.zone).date()


def _id(visit: Visit) -> str:
    return str(visit.request.path_params["article"])


async def _number(visit: Visit) -> int:
    """Of the version that the page showed; 0 is none."""
    number = (await visit.form()).get("version", "")
    return int(number) if number.isascii() and number.isdecimal() else 0


_READ, _EDIT = Act.READ_ARTICLES, Act.EDIT_ARTICLES
PAGES = (
    Page("/articles", listed, act=_READ),
    Page("/articles/new", ask_new, act=_EDIT),
    Page("/articles/new", save, "POST", _EDIT),
    Page("/articles/preview", preview, "POST", _EDIT),
    Page("/articles/{article}", show, act=_READ),
    Page("/articles/{article}/edit", edit, act=_EDIT),
    Page("/articles/{article}/edit", save, "POST", _EDIT),
    Page("/articles/{article}/versions/{number:int}", show_version, act=_READ),
    Page("/articles/{article}/checked", mark_checked, "POST", _EDIT),
    Page("/articles/{article}/review", review, "POST", Act.REVIEW_ARTICLES),
    Page("/articles/{article}/publish", publish, "POST", _EDIT),
    Page("/articles/{article}/withdraw", withdraw, "POST", _EDIT),
)
