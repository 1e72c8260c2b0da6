"""An article as people will see it: its bubbles with their buttons, as the chat words them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.article import Article, Part
from bot.services.ports import Words

_BUTTONS = {Part.MORE: "button.article_more", Part.NEXT: "button.article_next"}


@dataclass(frozen=True, slots=True)
class Bubble:
    text: str
    buttons: tuple[str, ...] = ()
    asked: bool = False
    """A person's, not ours."""


def bubbles(
    article: Article, language: str, words: Words, today: date, titles: Sequence[str] = ()
) -> list[Bubble]:
    """`titles`: of the articles that it leads on to."""
    return list(_bubbles(article, language, words, today, titles))


def _bubbles(
    article: Article, language: str, words: Words, today: date, titles: Sequence[str]
) -> Iterator[Bubble]:
    text = article.texts.get(language)
    if text is None:
        return
    yield Bubble(text.title, asked=True)
    checked = {"day": article.last_checked.isoformat()}
    values = {"text": text.answer, "source": text.source, "checked": checked}
    key = "article.answer_due" if article.review_due(today) else "article.answer"
    onward = [words.render(label, language) for part, label in _BUTTONS.items() if text.part(part)]
    yield Bubble(words.render(key, language, values).strip(), (*onward, *titles))
    for part, label in _BUTTONS.items():
        if text.part(part):
            yield Bubble(words.render(label, language), asked=True)
            yield Bubble(text.part(part))
