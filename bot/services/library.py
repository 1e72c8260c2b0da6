"""What is told at present, in the memory of a process: read anew whenever staff publish."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.domain.article import Article, Topic
from bot.domain.centre import Centre
from bot.services.article_index import DIMENSION, ArticleIndex, Floats
from bot.services.ports import LiveArticle, Section, UnitOfWorkFactory

EncodeQuestion = Callable[[str], Floats]
Ranking = Sequence[tuple[str, float]]
"""Intents with how likely each is, the likeliest first."""

SECONDARY = 0.7
"""An article's further intents count so much of its main one."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One state of the published set."""

    articles: Mapping[str, LiveArticle] = field(default_factory=dict)
    centres: Mapping[str, Centre] = field(default_factory=dict)
    index: ArticleIndex = field(default_factory=lambda: ArticleIndex(()))
    vectors: Callable[[str], Floats] = lambda _text: np.zeros(DIMENSION, np.float32)
    by_intent: Mapping[str, tuple[NDArray[np.int64], Floats]] = field(default_factory=dict)
    """Places of the articles of an intent, and how much it counts for each."""

    def article(self, article_id: str) -> Article | None:
        live = self.articles.get(article_id)
        return live.article if live else None

    def intent_shares(self, ranking: Ranking) -> Floats:
        """How likely each article's intents are, in the order of the index."""
        shares = np.zeros(len(self.index.ids), np.float32)
        for intent, share in ranking:
            places, weights = self.by_intent.get(intent, (np.empty(0, np.int64), np.empty(0, np.float32)))
            shares[places] = np.maximum(shares[places], share * weights)
        return shares

    def of_topic(self, topic: Topic) -> list[Article]:
        return [live.article for live in self.articles.values() if topic in live.article.topics]

    def group(self, centre_id: str) -> list[Centre]:
        """Centres that the loose name of this one can mean; empty where it means only one."""
        centre = self.centres.get(centre_id)
        if centre is None or not centre.group:
            return []
        return [each for each in self.centres.values() if each.group == centre.group]


class Library:
    """Holds the present shelf; a new one is put up whole."""

    def __init__(self, encode: EncodeQuestion) -> None:
        self.encode = encode
        self.shelf = Shelf()

    def put_up(
        self, articles: Sequence[LiveArticle], sections: Sequence[Section], centres: Sequence[Centre]
    ) -> None:
        told = {live.article.id: live for live in articles}
        index = ArticleIndex([section for section in sections if section.article_id in told])
        by_intent = _by_intent([told[article_id].article for article_id in index.ids])
        self.shelf = Shelf(told, {centre.id: centre for centre in centres}, index, self.encode, by_intent)

    async def read(self, begin: UnitOfWorkFactory) -> None:
        async with begin() as tx:
            articles, sections = await tx.articles.live(), await tx.articles.sections()
            centres = await tx.centres.all()
        await asyncio.to_thread(self.put_up, articles, sections, centres)


def _by_intent(articles: Sequence[Article]) -> dict[str, tuple[NDArray[np.int64], Floats]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for place, article in enumerate(articles):
        for number, intent in enumerate(article.intents):
            found.setdefault(intent, []).append((place, SECONDARY if number else 1.0))
    return {
        intent: (np.array([p for p, _ in each], np.int64), np.array([w for _, w in each], np.float32))
        for intent, each in found.items()
    }
