"""Filling a database with the knowledge of the files."""

from bot.bootstrap import Core
from bot.domain.errors import RafeeqError
from bot.encoding import article_encoder
from bot.seed_files import read_articles, seed_centres
from bot.services.seed_articles import Seeded, encode_anew, seed_articles


class BrokenArticles(RafeeqError):
    """Files that cannot be read."""


async def fill_in_knowledge(it: Core) -> Seeded:
    """New and changed articles of the files; what staff have edited stays. Raises BrokenArticles."""
    articles, problems = read_articles()
    if problems:
        raise BrokenArticles("; ".join(map(str, problems)))
    async with it.begin() as tx:
        await tx.centres.seed(seed_centres())
        done = await seed_articles(tx, [article for _, article in articles], article_encoder())
        await encode_anew(tx, article_encoder())
    return done


def told(done: Seeded) -> list[str]:
    """In words, for the command line."""
    lines = [
        f"{len(ids)} articles {what}"
        for ids, what in ((done.added, "added"), (done.updated, "updated"))
        if ids
    ]
    lines += [f"withdrawn, the files have it no longer: {each}" for each in done.withdrawn]
    return [*lines, *(f"kept as staff edited it, the newer seed waits: {each}" for each in done.kept)]
