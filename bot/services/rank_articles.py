"""Which articles answer a question, and how surely: what the classifier takes it for first, then likeness.

The weights and limits are fitted on one half of the project's blind questions and reported on the other
(bot/decisions/answers.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from bot.domain.article import Article, Part
from bot.services.article_index import Likeness
from bot.services.facets import Facets, fit
from bot.services.library import Shelf

SECONDARY = 0.7
"""An article's further intents count so much of its main one."""
_LEAST = 0.02

Ranking = Sequence[tuple[str, float]]


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


def rank(
    shelf: Shelf, question: Question, today_ids: Sequence[str], weights: Weights = WEIGHTS
) -> list[Candidate]:
    """The best first. `today_ids`: articles that may be told today."""
    index = shelf.index
    if not index.ids:
        return []
    likeness = index.search(question.text, shelf.vectors(question.text))
    allowed = set(today_ids)
    rows = [
        (place, shelf.articles[article_id].article)
        for place, article_id in enumerate(index.ids)
        if article_id in allowed
    ]
    scored = [(features, article, likeness.part[place]) for place, article in rows
              for features in [_features(article, place, likeness, question)]]  # fmt: skip
    scores = [
        _score(features, weights) - AGAIN * (article.id == question.but) for features, article, _ in scored
    ]
    top = max(scores, default=0.0)
    parts = [exp(score - top) for score in scores]
    total = sum(parts) or 1.0
    candidates = [
        Candidate(article, share / total, part, features)
        for (features, article, part), share in zip(scored, parts, strict=True)
    ]
    return sorted(candidates, key=lambda candidate: -candidate.share)


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
    return (
        weights.intent * features["intent"]
        + weights.asked * features["asked"]
        + weights.said * features["said"]
        + weights.spelt * features["spelt"]
        + weights.facets * features["facets"]
    )
