"""The rules that every article keeps before families read it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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


RULES: Mapping[str, tuple[str, str]] = {
    "id": ("{} is not the file's name", "use the file's name, small letters and hyphens"),
    "no_intent": ("there are none", "name the questions that it answers"),
    "unknown_intent": ("there is no {}", "take one of the label set"),
    "unknown_audience": ("unknown: {}", f"one of {', '.join(AUDIENCES)}"),
    "unknown_field": ("unknown: {}", f"of {', '.join(CentreField)}"),
    "expires_early": ("lies before the last check", "correct one of the two"),
    "no_such_article": ("there is no other article {}", "name one that exists"),
    "no_source": ("there are none", "say where it is known from"),
    "no_address": ("'{}' is no address", "give the page's whole https address"),
    "no_language": ("this language is missing", "write it"),
    "one_sided": ("only the other language has it", "write it, or take both out"),
    "legalese": ("says '{}'", "plain words; the law goes into `source`"),
    "phone": ("a phone number ({})", "only 911 and 110 may stand in an article"),
    "long_title": ("is too long for a button", f"at most {TITLE_WORDS} words"),
    "few_questions": ("only {}", f"at least {FEWEST_QUESTIONS}, as people type"),
    "many_words": ("{} words", f"at most {ANSWER_WORDS}"),
    "many_sentences": ("{} sentences", f"at most {ANSWER_SENTENCES}"),
    "many_lines_more": ("{} lines", f"at most {MORE_LINES}"),
    "many_lines_next": ("{} lines", f"at most {NEXT_LINES}"),
    "long_line": ("a line of {} words", f"at most {LINE_WORDS}"),
    "no_such_source": ("{}", "there is no such source"),
    "unsourced": ("states {}", 'add `"{}": N` to `figures`, N the source'),
}
"""What is wrong and how to mend it, by code; {} is what was found."""


def check_articles(
    articles: Sequence[tuple[str, Article]], intents: Collection[str], others: Collection[str] = ()
) -> list[Problem]:
    """`articles` with their files' names; `intents`: all that there are; `others`: articles beside these."""
    known = {*others, *(article.id for _, article in articles)}
    return [p for file, article in articles for p in _check(file, article, intents, known)]


def uncovered(articles: Sequence[Article], intents: Collection[str]) -> list[str]:
    """Question intents that no article answers."""
    answered = {intent for article in articles for intent in article.intents}
    return sorted(intent for intent in intents if intent.startswith("ask_") and intent not in answered)


def _check(
    file: str, article: Article, intents: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    for section, code, value in (
        *_front(file, article, intents),
        *_relations(article, known),
        *_sources(article),
        *_both_languages(article),
        *(found for language, text in article.texts.items() for found in _words(language, text)),
        *_figures(article),
    ):
        what, mend = RULES[code]
        yield Problem(file, section, what.format(value), mend.format(value), code, value)


_Found = Iterator[tuple[str, str, str]]


def _front(file: str, article: Article, intents: Collection[str]) -> _Found:
    if not _ID.fullmatch(article.id) or not file.endswith(f"{article.id}.md"):
        yield "id", "id", article.id
    if not article.intents:
        yield "intents", "no_intent", ""
    for intent in article.intents:
        if intent not in intents:
            yield "intents", "unknown_intent", intent
    if article.audience not in AUDIENCES:
        yield "audience", "unknown_audience", article.audience
    for name in article.centre_fields:
        if name not in set(CentreField):
            yield "centre_fields", "unknown_field", name
    if article.valid_until and article.valid_until < article.last_checked:
        yield "valid_until", "expires_early", ""


def _relations(article: Article, known: Collection[str]) -> _Found:
    for other in article.related:
        if other == article.id or other not in known:
            yield "related", "no_such_article", other


def _sources(article: Article) -> _Found:
    if not article.sources:
        yield "sources", "no_source", ""
    for number, source in enumerate(article.sources, start=1):
        address = urlsplit(source.url)
        if (
            address.scheme not in ("http", "https")
            or "." not in (address.hostname or "")
            or " " in source.url
        ):
            yield f"sources {number}", "no_address", source.url


def _both_languages(article: Article) -> _Found:
    for language in LANGUAGES:
        if language not in article.texts:
            yield f"# {language}", "no_language", ""
    parts = {language: {p for p in Part if text.part(p)} for language, text in article.texts.items()}
    for part in set().union(*parts.values()):
        for language, there in parts.items():
            if part not in there:
                yield f"{language}/{part}", "one_sided", ""


def _words(language: str, text: ArticleText) -> _Found:
    yield from _lengths(language, text)
    for word in _LEGALESE:
        if word in text.answer.lower():
            yield f"{language}/answer", "legalese", word.strip()
    for part in Part:
        for number in phones(text.part(part)) if part is not Part.QUESTIONS else ():
            yield f"{language}/{part}", "phone", number


def _lengths(language: str, text: ArticleText) -> _Found:
    if len(text.title.split()) > TITLE_WORDS or len(text.title) > TITLE_LETTERS or "\n" in text.title:
        yield f"{language}/title", "long_title", ""
    if len(text.questions) < FEWEST_QUESTIONS:
        yield f"{language}/questions", "few_questions", str(len(text.questions))
    if len(text.answer.split()) > ANSWER_WORDS:
        yield f"{language}/answer", "many_words", str(len(text.answer.split()))
    if (count := len(_SENTENCE_END.findall(text.answer + "\n"))) > ANSWER_SENTENCES:
        yield f"{language}/answer", "many_sentences", str(count)
    for part, most in ((Part.MORE, MORE_LINES), (Part.NEXT, NEXT_LINES)):
        lines = [line for line in text.part(part).splitlines() if line.strip()]
        if len(lines) > most:
            yield f"{language}/{part}", f"many_lines_{part}", str(len(lines))
        for line in lines:
            if len(line.split()) > LINE_WORDS:
                yield f"{language}/{part}", "long_line", str(len(line.split()))


def _figures(article: Article) -> _Found:
    """In questions people may say what they like; what we say has to stand in a source."""
    for figure, number in article.figures.items():
        if not 1 <= number <= len(article.sources):
            yield "figures", "no_such_source", f"{figure} names source {number}"
    declared = {figure.lower() for figure in article.figures}
    for language, part, figure in stated(article):
        if figure not in declared:
            yield f"{language}/{part}", "unsourced", figure


def stated(article: Article) -> Iterator[tuple[str, Part, str]]:
    """Figures that its texts state and no source has in its own name, article or date."""
    cited = {figure for source in article.sources for figure in _of_source(source)}
    for language, text in article.texts.items():
        for part in Part:
            for figure in figures(text.part(part)) if part is not Part.QUESTIONS else ():
                if figure not in cited:
                    yield language, part, figure


def _of_source(source: Source) -> set[str]:
    """A source's own name, article and date need no declaring."""
    told = set(figures(f"{source.name} {source.name_ar} {source.article} {source.date}"))
    month = re.match(r"(?:19|20)\d\d-(0[1-9]|1[0-2])", source.date)
    return told | ({MONTHS[int(month[1]) - 1]} if month else set())
