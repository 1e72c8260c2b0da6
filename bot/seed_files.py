"""The files that the knowledge of a new installation comes from: `data/articles`, `data/centres.yml`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.domain.article import Article
from bot.domain.centre import Centre
from bot.services.article_file import Problem, UnreadableArticle, read_article

DATA = Path(__file__).parents[1] / "data"
ARTICLES = DATA / "articles"


def read_articles(folder: Path = ARTICLES) -> tuple[list[tuple[str, Article]], list[Problem]]:
    """Articles with their files' names, and what could not be read."""
    articles, problems = [], []
    for file in sorted(folder.glob("*.md")):
        try:
            articles.append((file.name, read_article(file.name, file.read_text(encoding="utf-8"))))
        except UnreadableArticle as error:
            problems.append(error.problem)
    return articles, problems


def seed_centres(file: Path = DATA / "centres.yml") -> Sequence[Centre]:
    given: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Centre(name, {"ar": row["ar"], "en": row["en"]}, row.get("sex", ""), row.get("group", ""))
        for name, row in given.items()
    ]


def intents(folder: Path = DATA / "domain") -> frozenset[str]:
    """The model's label set."""
    base = yaml.safe_load((folder / "base.yml").read_text(encoding="utf-8"))
    return frozenset(base["intents"])
