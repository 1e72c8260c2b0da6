"""An article as plain JSON, as the database keeps it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from bot.domain.article import Article, ArticleText
from bot.services.article_file import article_of, front_matter


def to_json(article: Article) -> dict[str, Any]:
    about = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in front_matter(article).items()
    }
    return {"about": about, "texts": {language: asdict(text) for language, text in article.texts.items()}}


def from_json(stored: dict[str, Any]) -> Article:
    texts = {
        language: ArticleText(**{**text, "questions": tuple(text["questions"])})
        for language, text in stored["texts"].items()
    }
    return article_of(stored["about"], texts)
