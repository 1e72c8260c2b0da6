"""From a question to what is done with it: told, offered as buttons, or left to people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.services.elsewhere import is_elsewhere
from bot.services.facets import Facets, facets_of
from bot.services.library import Ranking, Shelf
from bot.services.rank_articles import Candidate, Question, rank
from nlu.text.pieces import pieces

SURE = 0.65
"""From this chance on the first article is told."""
SURE_GOING_ON = 0.6
"""The same where the question before says what it is about."""
SURE_WITH_A_WISH = 0.5
"""The same where the wish is taken on besides."""
LIKELY = 0.08
"""From this chance on the likeliest ones are offered."""
OFFERED = 3
PREFERRED = 0.46
"""Of two that are equally likely neither is told."""
_LEAST_SHARE = 0.04
LONGEST_FOLLOW_UP = 7
_SHORTEST_PART = 3
_SUBJECT_SHARE = 0.6

_ENDS = re.compile(r"[؟?!\n]+|(?:^|\s)(?:وكمان|وبدي اعرف|وبدي أعرف|و بدي اعرف|also|and also)\s")
_ARABIC_OPENERS = "طيب طب واذا وازا بالنسبه وبالنسبه يعني ولو واللي وشو وكيف وهل و"
_OPENERS = frozenset(f"{_ARABIC_OPENERS} what how and if so ok okay but".split())


class Band(StrEnum):
    TELL = "tell"
    OFFER = "offer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the talk is about, kept from turn to turn."""

    article: str
    question: str
    facets: Facets = field(default_factory=dict)
    centre: str = ""
    told: Sequence[str] = ()
    """Every article of that turn; `article` is the last."""

    def dump(self) -> dict[str, Any]:
        return {**asdict(self), "facets": dict(self.facets), "told": list(self.told)}

    @classmethod
    def load(cls, kept: Mapping[str, Any] | None) -> "Subject | None":
        return cls(**kept) if kept else None


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    ranking: Ranking
    centre: str = ""
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`candidates`: one to tell, or some to offer. `more`: the answer to a second question."""

    band: Band
    candidates: Sequence[Candidate] = ()
    facets: Facets = field(default_factory=dict)
    more: Sequence[Candidate] = ()
    ranked: Sequence[Candidate] = ()


def find_answer(shelf: Shelf, asked: Asked, today: date, *, sure: float = SURE) -> Found:
    parts = _questions_in(asked.text)
    if len(parts) > 1:
        both = [_find(shelf, Question(part, asked.ranking, facets_of(part)), today) for part in parts[:2]]
        first, second = both
        told = all(found.band is Band.TELL for found in both)
        if told and first.candidates[0].article.id != second.candidates[0].article.id:
            return Found(Band.TELL, first.candidates, first.facets, second.candidates, first.ranked)
    return _find(shelf, Question(asked.text, asked.ranking, facets_of(asked.text)), today, sure=sure)


def find_follow_up(shelf: Shelf, asked: Asked, subject: Subject, today: date) -> Found:
    """The question before says what this one is about."""
    told = shelf.article(subject.article)
    facets = {**subject.facets, **facets_of(asked.text)}
    if told is not None and asked.centre and _only_a_centre(asked.text):
        ranked = rank(shelf, Question(subject.question, asked.ranking, facets), today)
        same = [candidate for candidate in ranked if candidate.article.id == told.id]
        return Found(Band.TELL if same else Band.NOTHING, same, facets, ranked=ranked)
    own = {intent: share * (1 - _SUBJECT_SHARE) for intent, share in asked.ranking}
    for intent in told.intents if told else ():
        own[intent] = own.get(intent, 0.0) + _SUBJECT_SHARE
    ranking = sorted(own.items(), key=lambda guess: -guess[1])
    question = Question(asked.text, ranking, facets, subject.question, subject.article)
    return _find(shelf, question, today, sure=SURE_GOING_ON)


def follows_up(asked: Asked) -> bool:
    """Short, and begun as one goes on with a subject: «طيب والأطفال؟», «وبسواقة؟»"""
    said = [piece.strong for piece in pieces(asked.text)]
    if asked.subject is None or not said or len(said) > LONGEST_FOLLOW_UP:
        return False
    goes_on = said[0] in _OPENERS or (said[0].startswith("و") and len(said[0]) > 3)
    return goes_on or (_only_a_centre(asked.text) and bool(asked.centre))


def _find(shelf: Shelf, question: Question, today: date, *, sure: float = SURE) -> Found:
    ranked = rank(shelf, question, today)
    if not ranked or is_elsewhere(question.text) or ranked[0].chance < LIKELY:
        return Found(Band.NOTHING, facets=question.facets, ranked=ranked)
    if ranked[0].chance >= sure and ranked[0].share >= PREFERRED:
        return Found(Band.TELL, ranked[:1], question.facets, ranked=ranked)
    likely = [candidate for candidate in ranked[:OFFERED] if candidate.share >= _LEAST_SHARE]
    return Found(Band.OFFER, likely, question.facets, ranked=ranked)


def _questions_in(text: str) -> list[str]:
    parts = [part.strip() for part in _ENDS.split(text)]
    return [part for part in parts if len(part.split()) >= _SHORTEST_PART]


def _only_a_centre(text: str) -> bool:
    return len(pieces(text)) <= 3
