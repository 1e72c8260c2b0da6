"""Brings the articles of the files into the database; what staff have edited stays as they left it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.article import Article
from bot.services.article_file import write_article
from bot.services.article_sections import Encoder, known_vectors, sections_of_all
from bot.services.ports import ArticleState, UnitOfWork

SEED = "seed"


@dataclass(slots=True)
class Seeded:
    """Ids of articles, by what became of them."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Edited by staff: the newer seed was not taken over."""
    withdrawn: list[str] = field(default_factory=list)
    """The files have them no longer, and nobody had edited them."""

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated or self.withdrawn)


async def seed_articles(tx: UnitOfWork, given: Sequence[Article], encoder: Encoder) -> Seeded:
    """Once at a time, and nothing the second time."""
    await tx.articles.lock()
    done, states = Seeded(), await tx.articles.states()
    if _nothing_new(given, states):
        return done
    new = [article for article in given if _is_new(article, states.get(article.id), done)]
    known = known_vectors(await tx.articles.sections(), encoder)
    cut = sections_of_all(new, encoder, known)
    for article in new:
        number = await tx.articles.add_version(article, status="reviewed", author=None, note=SEED)
        await tx.articles.publish(article.id, number, cut[article.id])
        await tx.articles.set_seed(article.id, seed_hash(article))
    await _withdraw_gone(tx, given, states, done)
    return done


def _is_new(article: Article, state: ArticleState | None, done: Seeded) -> bool:
    if state is not None and state.edited:
        if state.seed_hash != seed_hash(article):
            done.kept.append(article.id)
        return False
    if state is not None and state.live is not None and state.seed_hash == seed_hash(article):
        return False
    (done.added if state is None else done.updated).append(article.id)
    return True


async def _withdraw_gone(
    tx: UnitOfWork, given: Sequence[Article], states: Mapping[str, ArticleState], done: Seeded
) -> None:
    there = {article.id for article in given}
    for state in states.values():
        if state.seed_hash and state.id not in there and state.live is not None and not state.edited:
            await tx.articles.withdraw(state.id)
            done.withdrawn.append(state.id)


async def encode_anew(tx: UnitOfWork, encoder: Encoder) -> int:
    """Sections whose vectors another encoder made. How many articles."""
    sections = await tx.articles.sections()
    stale = {s.article_id for s in sections if s.encoder != encoder.name}
    if not stale:
        return 0
    await tx.articles.lock()
    articles = [live.article for live in await tx.articles.live() if live.article.id in stale]
    for article_id, cut in sections_of_all(articles, encoder).items():
        await tx.articles.replace_sections(article_id, cut)
    return len(articles)


def seed_hash(article: Article) -> str:
    return hashlib.sha256(write_article(article).encode()).hexdigest()[:32]


def _nothing_new(given: Sequence[Article], states: Mapping[str, ArticleState]) -> bool:
    seeds = {s.id: s.seed_hash for s in states.values() if s.seed_hash and (s.live or s.edited)}
    return seeds == {article.id: seed_hash(article) for article in given}
