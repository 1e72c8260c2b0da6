"""What the association knows and tells: articles with their sources, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

LANGUAGES = ("ar", "en")
BUTTON_EVENT = "event_article"
"""The intent of every button that belongs to an article or a topic; no model guesses it."""
REVIEW_AFTER = timedelta(days=180)
"""An article that nobody has compared with its sources for so long is due for review."""


class Topic(StrEnum):
    VISITS = "visits"
    INMATE = "inmate"
    LEGAL = "legal"
    SUPPORT = "support"
    PRIVACY = "privacy"
    ASSOCIATION = "association"


class Refusal(StrEnum):
    """What a question may not get."""

    RELEASE_DATE = "release_date"
    LEGAL_OPINION = "legal_opinion"
    PERSON_LOCATION = "person_location"
    SOMEONES_DATA = "someones_data"
    OUTCOME = "outcome"


class Part(StrEnum):
    """The sections of an article that can be shown or found."""

    TITLE = "title"
    QUESTIONS = "questions"
    ANSWER = "answer"
    MORE = "more"
    NEXT = "next"
    BY_CENTRE = "by_centre"
    SOURCE = "source"


AUDIENCES = ("everyone", "detained", "convicted", "women", "juveniles", "non_jordanians", "released")
FACETS: Mapping[str, tuple[str, ...]] = {
    "status": ("detained", "convicted", "released"),
    "sex": ("man", "woman", "juvenile"),
    "degree": ("first", "second", "other"),
    "nationality": ("jordanian", "other"),
    "sentence": ("under_year", "over_year"),
}
"""What an article can be particular to, beside its audience. Other values are possible within a facet."""


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    name_ar: str
    url: str
    date: str = ""
    article: str = ""
    """Of the law, where the source is one."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language."""

    title: str
    questions: tuple[str, ...]
    answer: str
    source: str
    more: str = ""
    next: str = ""
    by_centre: str = ""

    def part(self, part: Part) -> str:
        return "\n".join(self.questions) if part is Part.QUESTIONS else str(getattr(self, part.value))


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    intents: tuple[str, ...]
    """The first is the main one."""
    topics: tuple[Topic, ...]
    texts: Mapping[str, ArticleText]
    sources: tuple[Source, ...]
    last_checked: date
    audience: str = "everyone"
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    centre_fields: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    refusal: Refusal | None = None
    valid_until: date | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    """Each figure that the texts state, with the number of the source that states it."""

    def text(self, language: str) -> ArticleText:
        return self.texts.get(language) or self.texts["ar"]

    def told_by(self, today: date) -> bool:
        """Whether it may be told today: an expired article is silent."""
        return self.valid_until is None or today <= self.valid_until

    def review_due(self, today: date) -> bool:
        return today - self.last_checked >= REVIEW_AFTER
