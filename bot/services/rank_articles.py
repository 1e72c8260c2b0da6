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

    intent: float = 0.68
    asked: float = 33.8
    said: float = 30.6
    spelt: float = 3.8
    facets: float = 1.67
    stems: float = 0.49
    bones: float = 0.44
    concepts: float = 1.27


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    ranking: Ranking
    facets: Facets = field(default_factory=dict)
    before: str = ""
    """The question that this one goes on with."""
    but: str = ""
    """An article that has just been told: who asks on wants something else."""


@dataclass(frozen=True, slots=True)
class Candidate:
    article: Article
    share: float
    """Of all candidates together 1."""
    chance: float
    """How likely it is that this is the answer: nothing may resemble the question at all."""
    part: Part
    """The section that is most like the question."""
    features: Mapping[str, float]


WEIGHTS = Weights()
CHANCE = {"share": 4.33, "asked": 11.87, "spelt": 1.29, "stems": 0.48, "agreement": 1.63}
ALONE = -7.0
CLOSE = 60
"""Articles that are looked at closely, of however many there are."""


def rank(shelf: Shelf, question: Question, today: date, weights: Weights = WEIGHTS) -> list[Candidate]:
    """The best first, of those that may be told today."""
    index = shelf.index
    if not index.ids:
        return []
    vector = shelf.vectors(question.text)
    likeness = index.search(question.text, vector)
    if question.before:
        both = f"{question.before} {question.text}"
        likeness = likeness.mixed(index.search(both, shelf.vectors(both)))
    scored = []
    for place in _close(shelf, question, likeness, weights):
        article = shelf.articles[index.ids[place]].article
        if article.told_by(today) and article.id != question.but:
            features = _features(article, place, likeness, question)
            scored.append((_score(features, weights), place, article, features))
    scored.sort(key=lambda each: -each[0])
    shares = _shares([score for score, *_ in scored])
    return [
        Candidate(
            article,
            share,
            _chance(share, features, _agreement(article, question.ranking)),
            index.part(place, vector) if number < PARTS else Part.ANSWER,
            features,
        )
        for number, ((_, place, article, features), share) in enumerate(zip(scored, shares, strict=True))
    ]


def _agreement(article: Article, ranking: Ranking) -> float:
    """How sure the classifier is of one of the article's intents, where it is its first guess."""
    intent, confidence = ranking[0] if ranking else ("", 0.0)
    return confidence if intent in article.intents else 0.0


def _chance(share: float, features: Mapping[str, float], agreement: float) -> float:
    asked = {"share": share, "agreement": agreement, **features}
    return 1 / (1 + exp(-sum(factor * asked[name] for name, factor in CHANCE.items()) - ALONE))


def _close(shelf: Shelf, question: Question, likeness: Likeness, weights: Weights) -> Sequence[int]:
    """Places of the likeliest by what can be told of all at once."""
    rough = weights.asked * likeness.asked + weights.said * likeness.said + weights.spelt * likeness.spelt
    for kind, values in likeness.words.items():
        rough += float(getattr(weights, kind)) * values
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
        **{kind: float(values[place]) for kind, values in likeness.words.items()},
        "facets": fit(article, question.facets),
    }


def _score(features: Mapping[str, float], weights: Weights) -> float:
    return sum(float(getattr(weights, name)) * value for name, value in features.items())
