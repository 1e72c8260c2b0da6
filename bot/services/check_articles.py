"""The rules that every article keeps before families read it."""

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlsplit

from bot.domain.article import AUDIENCES, LANGUAGES, Article, ArticleText, Part, Source
from bot.domain.centre import CentreField
from bot.services.article_figures import MONTHS, figures, phones
from bot.services.article_file import Problem

TITLE_WORDS, TITLE_LETTERS = 7, 40
ANSWER_WORDS, ANSWER_SENTENCES = 60, 3
LINE_WORDS, MORE_LINES, NEXT_LINES = 32, 8, 3
FEWEST_QUESTIONS = 3
_SENTENCE_END = re.compile(r"[.!?؟](?:\s|$)")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LEGALESE = ("المادة", "نزيل", "نزلاء", "article ")
"""Not in the first bubble: the source says where it stands, and nobody's son is a number."""


def check_articles(articles: Sequence[tuple[str, Article]], intents: Collection[str]) -> list[Problem]:
    """`articles` with their files' names; `intents`: all that there are."""
    known = {article.id for _, article in articles}
    return [p for file, article in articles for p in _check(file, article, intents, known)]


def uncovered(articles: Sequence[Article], intents: Collection[str]) -> list[str]:
    """Question intents that no article answers."""
    answered = {intent for article in articles for intent in article.intents}
    return sorted(intent for intent in intents if intent.startswith("ask_") and intent not in answered)


def _check(
    file: str, article: Article, intents: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    for section, what, mend in (
        *_front(file, article, intents),
        *_relations(article, known),
        *_sources(article),
        *_both_languages(article),
        *(found for language, text in article.texts.items() for found in _words(language, text)),
        *_figures(article),
    ):
        yield Problem(file, section, what, mend)


_Found = Iterator[tuple[str, str, str]]


def _front(file: str, article: Article, intents: Collection[str]) -> _Found:
    if not _ID.fullmatch(article.id) or not file.endswith(f"{article.id}.md"):
        yield "id", f"{article.id} is not the file's name", "use the file's name, small letters and hyphens"
    if not article.intents:
        yield "intents", "there are none", "name the questions that it answers"
    for intent in article.intents:
        if intent not in intents:
            yield "intents", f"there is no {intent}", "take one of the label set"
    if article.audience not in AUDIENCES:
        yield "audience", f"unknown: {article.audience}", f"one of {', '.join(AUDIENCES)}"
    for name in article.centre_fields:
        if name not in set(CentreField):
            yield "centre_fields", f"unknown: {name}", f"of {', '.join(CentreField)}"
    if article.valid_until and article.valid_until < article.last_checked:
        yield "valid_until", "lies before the last check", "correct one of the two"


def _relations(article: Article, known: Collection[str]) -> _Found:
    for other in article.related:
        if other == article.id or other not in known:
            yield "related", f"there is no other article {other}", "name one that exists"


def _sources(article: Article) -> _Found:
    if not article.sources:
        yield "sources", "there are none", "say where it is known from"
    for number, source in enumerate(article.sources, start=1):
        address = urlsplit(source.url)
        if (
            address.scheme not in ("http", "https")
            or "." not in (address.hostname or "")
            or " " in source.url
        ):
            yield f"sources {number}", f"{source.url!r} is no address", "give the page's whole https address"


def _both_languages(article: Article) -> _Found:
    for language in LANGUAGES:
        if language not in article.texts:
            yield f"# {language}", "this language is missing", "write it"
    parts = {language: {p for p in Part if text.part(p)} for language, text in article.texts.items()}
    for part in set().union(*parts.values()):
        for language, there in parts.items():
            if part not in there:
                yield f"{language}/{part}", "only the other language has it", "write it, or take both out"


def _words(language: str, text: ArticleText) -> _Found:
    yield from _lengths(language, text)
    for word in _LEGALESE:
        if word in text.answer.lower():
            yield f"{language}/answer", f"says {word.strip()!r}", "plain words; the law goes into `source`"
    for part in Part:
        for number in phones(text.part(part)) if part is not Part.QUESTIONS else ():
            yield (
                f"{language}/{part}",
                f"a phone number ({number})",
                "only 911 and 110 may stand in an article",
            )


def _lengths(language: str, text: ArticleText) -> _Found:
    if len(text.title.split()) > TITLE_WORDS or len(text.title) > TITLE_LETTERS or "\n" in text.title:
        yield f"{language}/title", "is too long for a button", f"at most {TITLE_WORDS} words"
    if len(text.questions) < FEWEST_QUESTIONS:
        yield (
            f"{language}/questions",
            f"only {len(text.questions)}",
            f"at least {FEWEST_QUESTIONS}, as people type",
        )
    if len(text.answer.split()) > ANSWER_WORDS:
        yield f"{language}/answer", f"{len(text.answer.split())} words", f"at most {ANSWER_WORDS}"
    if (count := len(_SENTENCE_END.findall(text.answer + "\n"))) > ANSWER_SENTENCES:
        yield f"{language}/answer", f"{count} sentences", f"at most {ANSWER_SENTENCES}"
    for part, most in ((Part.MORE, MORE_LINES), (Part.NEXT, NEXT_LINES)):
        lines = [line for line in text.part(part).splitlines() if line.strip()]
        if len(lines) > most:
            yield f"{language}/{part}", f"{len(lines)} lines", f"at most {most}"
        for line in lines:
            if len(line.split()) > LINE_WORDS:
                yield f"{language}/{part}", f"a line of {len(line.split())} words", f"at most {LINE_WORDS}"


def _figures(article: Article) -> _Found:
    """In questions people may say what they like; what we say has to stand in a source."""
    for figure, number in article.figures.items():
        if not 1 <= number <= len(article.sources):
            yield "figures", f"{figure} names source {number}", f"there are {len(article.sources)} sources"
    declared = {figure.lower() for figure in article.figures}
    cited = {figure for source in article.sources for figure in _of_source(source)}
    for language, text in article.texts.items():
        for part in Part:
            for figure in figures(text.part(part)) if part is not Part.QUESTIONS else ():
                if figure not in declared | cited:
                    yield (
                        f"{language}/{part}",
                        f"states {figure}",
                        f'add `"{figure}": N` to `figures`, N the source',
                    )


def _of_source(source: Source) -> set[str]:
    """A source's own name, article and date need no declaring."""
    told = set(figures(f"{source.name} {source.name_ar} {source.article} {source.date}"))
    month = re.match(r"(?:19|20)\d\d-(0[1-9]|1[0-2])", source.date)
    return told | ({MONTHS[int(month[1]) - 1]} if month else set())
