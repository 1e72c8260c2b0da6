"""Articles in the hands of staff: a draft by one, found right by another, told, withdrawn."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.article import Article
from bot.domain.errors import NotAllowedError, NotFoundError, RafeeqError, WrongStateError
from bot.domain.staff import Staff
from bot.services.access import Act, allows, require
from bot.services.article_file import Problem
from bot.services.check_articles import check_articles
from bot.services.ports import ArticleVersion, Section, UnitOfWork, VersionStatus

ARTICLE = "article"


class ArticleChangedError(WrongStateError):
    """A colleague saved another version since this one was opened."""

    def __init__(self, present: ArticleVersion) -> None:
        super().__init__("changed_meanwhile")
        self.present = present


class ArticleWrongError(RafeeqError):
    """It breaks rules that every article keeps before families read it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


async def read_versions(tx: UnitOfWork, actor: Staff, article_id: str) -> Sequence[ArticleVersion]:
    """Newest first. Raises NotFoundError."""
    require(actor, Act.READ_ARTICLES)
    found = await tx.articles.versions(article_id)
    if not found:
        raise NotFoundError
    return found


async def save_draft(
    tx: UnitOfWork, actor: Staff, article: Article, *, seen: int | None, note: str = ""
) -> int:
    """A new version's number. `seen`: the newest that it was made from, None for a new article.

    A draft may be incomplete: rules are kept from the review on. Raises ArticleChangedError.
    """
    require(actor, Act.EDIT_ARTICLES)
    await tx.articles.lock()
    there = (await tx.articles.newest([article.id])).get(article.id)
    if there is not None and there.number != seen:
        raise ArticleChangedError(there)
    if there is not None and there.article == article and there.status is not VersionStatus.WITHDRAWN:
        return there.number
    number = await tx.articles.add_version(article, status=VersionStatus.DRAFT, author=actor.id, note=note)
    await tx.audit.record(actor.id, "drafted_article", ARTICLE, article.id, version=number)
    return number


async def mark_checked(tx: UnitOfWork, actor: Staff, article_id: str, today: date, note: str) -> int:
    """Compared with its sources, and still right: a draft that only says so."""
    newest = (await read_versions(tx, actor, article_id))[0]
    return await save_draft(
        tx, actor, replace(newest.article, last_checked=today), seen=newest.number, note=note
    )


def may_review(actor: Staff, version: ArticleVersion) -> bool:
    """Four eyes: nobody finds their own draft right."""
    return (
        version.status is VersionStatus.DRAFT
        and version.author != actor.id
        and allows(actor, Act.REVIEW_ARTICLES)
    )


async def review(
    tx: UnitOfWork, actor: Staff, article_id: str, number: int, intents: Collection[str]
) -> None:
    """Raises ArticleWrongError where it breaks a rule."""
    require(actor, Act.REVIEW_ARTICLES)
    version = await _newest(tx, article_id, number, VersionStatus.DRAFT)
    if not may_review(actor, version):
        raise NotAllowedError("own_draft")
    if problems := await problems_of(tx, version.article, intents):
        raise ArticleWrongError(problems)
    await tx.articles.set_status(article_id, number, VersionStatus.REVIEWED, actor.id)
    await tx.audit.record(actor.id, "reviewed_article", ARTICLE, article_id, version=number)


async def publish(
    tx: UnitOfWork, actor: Staff, article_id: str, number: int, sections: Sequence[Section]
) -> None:
    """Told from the commit on, on every process. `sections`: of that version, cut and encoded."""
    require(actor, Act.EDIT_ARTICLES)
    await _newest(tx, article_id, number, VersionStatus.REVIEWED)
    await tx.articles.publish(article_id, number, sections)
    await tx.audit.record(actor.id, "published_article", ARTICLE, article_id, version=number)


async def withdraw(tx: UnitOfWork, actor: Staff, article_id: str) -> None:
    """No longer told; its versions stay."""
    require(actor, Act.EDIT_ARTICLES)
    await tx.articles.lock()
    versions = await read_versions(tx, actor, article_id)
    live = versions[0].live
    if live is None:
        raise WrongStateError("not_told")
    await tx.articles.withdraw(article_id)
    await tx.articles.set_status(article_id, live, VersionStatus.WITHDRAWN)
    await tx.audit.record(actor.id, "withdrew_article", ARTICLE, article_id, version=live)


async def problems_of(tx: UnitOfWork, article: Article, intents: Collection[str]) -> list[Problem]:
    related = set(await tx.articles.newest(article.related))
    return check_articles([(f"{article.id}.md", article)], intents, related)


async def _newest(tx: UnitOfWork, article_id: str, number: int, status: VersionStatus) -> ArticleVersion:
    """Raises WrongStateError when a colleague was faster."""
    await tx.articles.lock()
    version = (await tx.articles.newest([article_id])).get(article_id)
    if version is None:
        raise NotFoundError
    if version.number != number or version.status is not status:
        raise WrongStateError("changed_meanwhile")
    return version
