"""Which articles answer a question, and how surely: what the classifier takes it for first, then likeness.

The weights and limits are fitted on one half of the project's blind questions and reported on the other
(bot/decisions/answers.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp, log

import numpy as np

from bot.domain.article import Article, Part
from bot.services.article_index import Likeness
from bot.services.facets import Facets, fit
from bot.services.library import SECONDARY, Ranking, Shelf

_LEAST = 0.02
PARTS = 3
"""Of so many the section that is most like the question is looked up."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`intent` multiplies a logarithm; the likenesses are differences of cosines."""

    intent: float = 0.9
    asked: float = 30.0
    said: float = 12.0
    spelt: float = 4.0
    facets: float = 1.2


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    ranking: Ranking
    facets: Facets = field(default_factory=dict)
    but: str = ""
    """An article that has just been told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    article: Article
    share: float
    """Of all candidates together 1."""
    part: Part
    """The section that is most like the question."""
    features: Mapping[str, float]


WEIGHTS = Weights()
AGAIN = 2.5
"""Taken off the article that was told just before: who asks on wants something else."""
CLOSE = 60
"""Articles that are looked at closely, of however many there are."""


def rank(shelf: Shelf, question: Question, today: date, weights: Weights = WEIGHTS) -> list[Candidate]:
    """The best first, of those that may be told today."""
    index = shelf.index
    if not index.ids:
        return []
    vector = shelf.vectors(question.text)
    likeness = index.search(question.text, vector)
    scored = []
    for place in _close(shelf, question, likeness, weights):
        article = shelf.articles[index.ids[place]].article
        if article.told_by(today):
            features = _features(article, place, likeness, question)
            again = AGAIN if article.id == question.but else 0.0
            scored.append((_score(features, weights) - again, place, article, features))
    scored.sort(key=lambda each: -each[0])
    shares = _shares([score for score, *_ in scored])
    return [
        Candidate(article, share, index.part(place, vector) if number < PARTS else Part.ANSWER, features)
        for number, ((_, place, article, features), share) in enumerate(zip(scored, shares, strict=True))
    ]


def _close(shelf: Shelf, question: Question, likeness: Likeness, weights: Weights) -> Sequence[int]:
    """Places of the likeliest by what can be told of all at once."""
    rough = weights.asked * likeness.asked + weights.said * likeness.said + weights.spelt * likeness.spelt
    rough += weights.intent * np.log(shelf.intent_shares(question.ranking) + _LEAST)
    if len(rough) <= CLOSE:
        return range(len(rough))
    places: list[int] = np.argpartition(-rough, CLOSE)[:CLOSE].tolist()
    return places


def _shares(scores: Sequence[float]) -> list[float]:
    parts = [exp(score - max(scores)) for score in scores]
    return [part / sum(parts) for part in parts]


def intent_share(article: Article, ranking: Ranking) -> float:
    known = dict(ranking)
    main, *others = (known.get(intent, 0.0) for intent in article.intents)
    return max([main, *(SECONDARY * other for other in others)])


def _features(article: Article, place: int, likeness: Likeness, question: Question) -> Mapping[str, float]:
    return {
        "intent": log(intent_share(article, question.ranking) + _LEAST),
        "asked": float(likeness.asked[place]),
        "said": float(likeness.said[place]),
        "spelt": float(likeness.spelt[place]),
        "facets": fit(article, question.facets),
    }


def _score(features: Mapping[str, float], weights: Weights) -> float:
    return sum(float(getattr(weights, name)) * value for name, value in features.items())
