"""An article as form fields, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.console.forms import Form, text_of
from bot.domain.article import (
    AUDIENCES,
    FACETS,
    LANGUAGES,
    Article,
    ArticleText,
    Part,
    Refusal,
    Source,
    Topic,
)
from bot.domain.centre import CentreField
from bot.services.check_articles import stated

LINES_OF_SOURCES = 12
SPARE_SOURCES = 2
_LONGEST = 6000
_WORDS = (Part.TITLE, Part.ANSWER, Part.MORE, Part.NEXT, Part.BY_CENTRE, Part.SOURCE)
_EMPTY = ArticleText("", (), "", "")


def blank(today: date, intent: str = "", question: str = "", language: str = "ar") -> Article:
    """A new one, perhaps begun from a question that nothing answered."""
    texts = {
        each: replace(_EMPTY, questions=(question,) if question and each == language else ())
        for each in LANGUAGES
    }
    return Article("", (intent,) if intent else (), (Topic.VISITS,), texts, (), today)


def read_article_form(form: Form, present: Article) -> tuple[Article, dict[str, str]]:
    """The article as filled in, and what could not be read (that stays as it was)."""
    wrong: dict[str, str] = {}
    sources, kept = _sources(form)
    article = Article(
        id=present.id or text_of(form, "id", 60),
        intents=_intents(form),
        topics=tuple(topic for topic in Topic if topic in form.getlist("topics")),
        texts={language: _text(form, language) for language in LANGUAGES},
        sources=sources,
        last_checked=_day(form, "last_checked", wrong) or present.last_checked,
        audience=form.get("audience", "") if form.get("audience") in AUDIENCES else present.audience,
        about=_about(form, present),
        centre_fields=tuple(f.value for f in CentreField if f in form.getlist("centre_fields")),
        related=tuple(dict.fromkeys(text_of(form, "related", 400).replace(",", " ").split())),
        refusal=Refusal(form["refusal"]) if form.get("refusal") in set(Refusal) else None,
        valid_until=_day(form, "valid_until", wrong),
        figures=_figures(form, kept),
    )
    return article, wrong


def source_lines(article: Article) -> Sequence[Source]:
    """Those that there are, and some to fill in."""
    spare = min(SPARE_SOURCES, LINES_OF_SOURCES - len(article.sources))
    return [*article.sources, *[Source("", "", "")] * spare]


def figure_lines(article: Article) -> Sequence[tuple[str, int]]:
    """Each figure that its texts state, with the source that states it; 0 where nobody has said."""
    declared = {figure.lower(): number for figure, number in article.figures.items()}
    found = dict.fromkeys(figure for _, _, figure in stated(article))
    return [(figure, declared.get(figure, 0)) for figure in found]


def _intents(form: Form) -> tuple[str, ...]:
    """The main one first."""
    chosen = [form.get("intent", ""), *form.getlist("more_intents")]
    return tuple(dict.fromkeys(intent for intent in chosen if intent))


def _text(form: Form, language: str) -> ArticleText:
    words = {part.value: _lines(form, f"{language}-{part}") for part in _WORDS}
    questions = _lines(form, f"{language}-questions").splitlines()
    asked = tuple(each.strip() for each in questions if each.strip())
    return ArticleText(questions=asked, **{**words, "title": " ".join(words["title"].split())})


def _lines(form: Form, name: str) -> str:
    """Browsers send line ends as CR LF."""
    lines = form.get(name, "")[:_LONGEST].replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _sources(form: Form) -> tuple[tuple[Source, ...], Mapping[int, int]]:
    """Those with anything in them, and their numbers by the line they were on (both from 1)."""
    found: list[Source] = []
    kept: dict[int, int] = {}
    for line in range(1, LINES_OF_SOURCES + 1):
        name, name_ar, url, day, law = (
            text_of(form, f"source-{line}-{what}", 500)
            for what in ("name", "name_ar", "url", "date", "article")
        )
        if name or name_ar or url:
            found.append(Source(name or name_ar, name_ar or name, url, day, law))
            kept[line] = len(found)
    return tuple(found), kept


def _figures(form: Form, kept: Mapping[int, int]) -> dict[str, int]:
    numbers = zip(form.getlist("figure"), form.getlist("figure_source"), strict=False)
    chosen = {figure: kept.get(int(n), 0) for figure, n in numbers if n.isascii() and n.isdecimal()}
    return {figure: number for figure, number in chosen.items() if number}


def _about(form: Form, present: Article) -> dict[str, tuple[str, ...]]:
    """Values that the form does not offer stay."""
    found = {}
    for facet, offered in FACETS.items():
        others = [value for value in present.about.get(facet, ()) if value not in offered]
        values = (*(v for v in offered if f"{facet}:{v}" in form.getlist("about")), *others)
        if values:
            found[facet] = values
    unknown = {facet: values for facet, values in present.about.items() if facet not in FACETS}
    return {**found, **unknown}


def _day(form: Form, name: str, wrong: dict[str, str]) -> date | None:
    return _read(text_of(form, name, 20), date.fromisoformat, name, wrong)


def _read[T](text: str, read: Callable[[str], T], name: str, wrong: dict[str, str]) -> T | None:
    if not text:
        return None
    try:
        return read(text)
    except ValueError:
        wrong[name] = "no_date"
        return None
