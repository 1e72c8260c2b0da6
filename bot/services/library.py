"""What is told at present, in the memory of a process: read anew whenever staff publish."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.domain.article import Article, Topic
from bot.domain.centre import Centre
from bot.services.article_index import ArticleIndex, Floats
from bot.services.ports import LiveArticle, Section, UnitOfWorkFactory

EncodeQuestion = Callable[[str], Floats]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One state of the published set."""

    articles: Mapping[str, LiveArticle] = field(default_factory=dict)
    centres: Mapping[str, Centre] = field(default_factory=dict)
    index: ArticleIndex = field(default_factory=lambda: ArticleIndex(()))
    vectors: Callable[[str], Floats] = lambda _text: np.zeros(384, np.float32)

    def article(self, article_id: str) -> Article | None:
        live = self.articles.get(article_id)
        return live.article if live else None

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
        self._encode = encode
        self.shelf = Shelf()

    def put_up(
        self, articles: Sequence[LiveArticle], sections: Sequence[Section], centres: Sequence[Centre]
    ) -> None:
        told = {live.article.id: live for live in articles}
        index = ArticleIndex([section for section in sections if section.article_id in told])
        self.shelf = Shelf(told, {centre.id: centre for centre in centres}, index, self._encode)

    async def read(self, begin: UnitOfWorkFactory) -> None:
        async with begin() as tx:
            articles, sections = await tx.articles.live(), await tx.articles.sections()
            centres = await tx.centres.all()
        self.put_up(articles, sections, centres)
