"""Where articles, centres and open questions are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.domain.article import Article, Part
from bot.domain.centre import Centre, CentreField

EncodeTexts = Callable[[Sequence[str], Sequence[bool]], Sequence[bytes]]
"""Texts, and whether each is a question as people ask it; a vector each, as 384 half-precision floats."""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a live article that is searched."""

    article_id: str
    language: str
    part: Part
    place: int
    text: str
    folded: str
    vector: bytes
    encoder: str
    """Name of the encoder that made the vector."""


@dataclass(frozen=True, slots=True)
class ArticleState:
    """`live` None: not told at present. `edited`: staff have changed it, a newer seed leaves it alone."""

    id: str
    live: int | None
    latest: int
    seed_hash: str
    edited: bool


@dataclass(frozen=True, slots=True)
class LiveArticle:
    article: Article
    version: int


class VersionStatus(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    article: Article
    number: int
    status: VersionStatus
    created_at: datetime
    author: UUID | None = None
    """None: it came from the files."""
    author_name: str = ""
    reviewer: UUID | None = None
    reviewer_name: str = ""
    published_at: datetime | None = None
    note: str = ""
    live: int | None = None
    """The number that is told at present, of whatever version this is."""


class ArticleList(StrEnum):
    ALL = "all"
    UNDER_WAY = "under_way"
    """The newest version is not told yet: it waits for review or for publishing."""
    DUE = "due"
    """Told, and not compared with its sources for long."""
    EXPIRING = "expiring"
    """Told, and silent from a day on that has come or is near."""
    SILENT = "silent"


class Articles(Protocol):
    async def lock(self) -> None:
        """Until the transaction ends nobody else seeds or publishes."""

    async def states(self) -> Mapping[str, ArticleState]: ...

    async def live(self) -> Sequence[LiveArticle]: ...

    async def sections(self) -> Sequence[Section]:
        """Of all live articles."""

    async def add_version(self, article: Article, *, status: str, author: UUID | None, note: str = "") -> int:
        """Its number. From staff (`author`) it marks the article as edited."""

    async def set_seed(self, article_id: str, seed_hash: str) -> None: ...

    async def publish(self, article_id: str, number: int, sections: Sequence[Section]) -> None:
        """The version told from now on, on every process within seconds."""

    async def withdraw(self, article_id: str) -> None: ...

    async def versions(self, article_id: str) -> Sequence[ArticleVersion]:
        """Newest first; none where there is no such article."""

    async def listed(
        self, which: ArticleList, today: date, *, after: str = "", limit: int = 50
    ) -> Sequence[ArticleVersion]:
        """The newest version of each, by id."""

    async def newest(self, article_ids: Sequence[str]) -> Mapping[str, ArticleVersion]:
        """The newest version of each of these."""

    async def counts(self, today: date) -> Mapping[ArticleList, int]: ...

    async def set_status(
        self, article_id: str, number: int, status: VersionStatus, reviewer: UUID | None = None
    ) -> None: ...

    async def replace_sections(self, article_id: str, sections: Sequence[Section]) -> None: ...


class Centres(Protocol):
    async def all(self) -> Sequence[Centre]: ...

    async def seed(self, centres: Sequence[Centre]) -> int:
        """Adds those that are not there yet, and renames; fields are the staff's. How many changed."""

    async def set_field(
        self, centre_id: str, name: CentreField, texts: Mapping[str, str], checked_on: date, by: UUID | None
    ) -> None: ...

    async def clear_field(self, centre_id: str, name: CentreField) -> None: ...


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that got no answer, or one that did not help, without names and numbers."""

    question: str
    language: str
    reason: str
    intent: str = ""
    article_id: str = ""
    id: UUID | None = None
    at: datetime | None = None


class OpenQuestions(Protocol):
    async def add(self, question: OpenQuestion) -> None: ...

    async def newest(self, limit: int = 200) -> Sequence[OpenQuestion]: ...

    async def settle(self, question_ids: Sequence[UUID]) -> None:
        """Somebody has taken them up: they go."""

    async def rate(self, article_id: str, version: int, *, helpful: bool, message_id: UUID) -> None: ...

    async def ratings(self) -> Mapping[str, tuple[int, int]]:
        """Helpful and not helpful, by article."""
