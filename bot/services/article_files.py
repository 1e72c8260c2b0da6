"""Articles out to files and in from files, by staff in the console."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.article_file import Problem, UnreadableArticle, read_article, write_article
from bot.services.edit_articles import save_draft
from bot.services.ports import UnitOfWork

MOST = 400


@dataclass(slots=True)
class Imported:
    """Ids, by what became of them."""

    drafted: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


async def export_articles(tx: UnitOfWork, actor: Staff) -> bytes:
    """A zip of what is told at present, one file each."""
    require(actor, Act.READ_ARTICLES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for live in await tx.articles.live():
            archive.writestr(f"{live.article.id}.md", write_article(live.article))
    return out.getvalue()


async def import_articles(
    tx: UnitOfWork, actor: Staff, files: Sequence[tuple[str, str]], note: str
) -> Imported:
    """Names and texts; what differs from the newest version becomes a draft, which waits for review."""
    require(actor, Act.EDIT_ARTICLES)
    done = Imported()
    for name, text in files[:MOST]:
        try:
            article = read_article(name, text.replace("\r\n", "\n"))
        except UnreadableArticle as error:
            done.unreadable.append(error.problem)
            continue
        newest = (await tx.articles.newest([article.id])).get(article.id)
        seen = newest.number if newest else None
        number = await save_draft(tx, actor, article, seen=seen, note=note)
        (done.same if number == seen else done.drafted).append(article.id)
    return done
