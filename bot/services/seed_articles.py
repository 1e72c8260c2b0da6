"""Brings the articles of the files into the database; what staff have edited stays as they left it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.domain.article import Article
from bot.services.article_file import write_article
from bot.services.article_sections import Encoder, known_vectors, sections_of
from bot.services.ports import ArticleState, Section, UnitOfWork

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
    sections = await tx.articles.sections()
    for article in given:
        known = known_vectors([s for s in sections if s.article_id == article.id], encoder)
        cut = partial(sections_of, encoder=encoder, known=known)
        await _seed(tx, article, states.get(article.id), cut, done)
    gone = [s for s in states.values() if s.seed_hash and s.id not in {a.id for a in given}]
    for state in gone:
        if state.live is not None and not state.edited:
            await tx.articles.withdraw(state.id)
            done.withdrawn.append(state.id)
    return done


async def encode_anew(tx: UnitOfWork, encoder: Encoder) -> int:
    """Sections whose vectors another encoder made. How many articles."""
    sections = await tx.articles.sections()
    stale = {s.article_id for s in sections if s.encoder != encoder.name}
    if not stale:
        return 0
    await tx.articles.lock()
    for live in await tx.articles.live():
        if live.article.id in stale:
            await tx.articles.replace_sections(live.article.id, sections_of(live.article, encoder))
    return len(stale)


def seed_hash(article: Article) -> str:
    return hashlib.sha256(write_article(article).encode()).hexdigest()[:32]


def _nothing_new(given: Sequence[Article], states: Mapping[str, ArticleState]) -> bool:
    seeds = {s.id: s.seed_hash for s in states.values() if s.seed_hash and (s.live or s.edited)}
    return seeds == {article.id: seed_hash(article) for article in given}


async def _seed(
    tx: UnitOfWork,
    article: Article,
    state: ArticleState | None,
    cut: Callable[[Article], Sequence[Section]],
    done: Seeded,
) -> None:
    seed = seed_hash(article)
    if state is not None and state.edited:
        if state.seed_hash != seed:
            done.kept.append(article.id)
        return
    if state is not None and state.live is not None and state.seed_hash == seed:
        return
    number = await tx.articles.add_version(article, status="reviewed", author=None, note=SEED)
    await tx.articles.publish(article.id, number, cut(article))
    await tx.articles.set_seed(article.id, seed)
    (done.added if state is None else done.updated).append(article.id)
