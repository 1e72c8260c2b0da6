"""Articles as files: YAML on top, then one part a language, then sections under fixed headings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from bot.domain.article import Article, ArticleText, Part, Refusal, Source, Topic

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LANGUAGE = re.compile(r"^# (\w+)\s*$", re.MULTILINE)
_SECTION = re.compile(r"^## (\w+)\s*$", re.MULTILINE)
_NEEDED = (Part.TITLE, Part.QUESTIONS, Part.ANSWER, Part.SOURCE)
_KEYS = {
    "id", "intents", "topics", "audience", "about", "centre_fields", "sources", "last_checked", "valid_until",
    "related", "refusal", "figures",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and how to mend it."""

    file: str
    section: str
    what: str
    mend: str
    code: str = ""
    """Of a broken rule, and what was found there: for words in other languages."""
    value: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.section}: {self.what}; {self.mend}"


class UnreadableArticle(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_article(file: str, text: str) -> Article:
    """Raises UnreadableArticle. What is readable may still break rules: `check_articles` says so."""
    front = _FRONT.match(text)
    if front is None:
        raise _unreadable(
            file, "front matter", "there is none", "begin with a block between two lines of ---"
        )
    about = _front(file, front[1])
    texts = {lang: _text(file, lang, body) for lang, body in _pieces(text[front.end() :], _LANGUAGE)}
    if "ar" not in texts:
        raise _unreadable(file, "# ar", "there is no Arabic part", "add a line `# ar` and its sections")
    try:
        return article_of(about, texts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(file, "front matter", f"cannot be read ({error})", "see another article") from None


def write_article(article: Article) -> str:
    """The file that `read_article` makes the same article of."""
    parts = ["---\n", yaml.safe_dump(front_matter(article), allow_unicode=True, sort_keys=False), "---\n"]
    for language, text in article.texts.items():
        parts.append(f"# {language}\n")
        parts += [f"## {part}\n{_written(text, part)}\n" for part in Part if text.part(part)]
    return "".join(parts)


def front_matter(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "intents": list(article.intents),
        "topics": [str(topic) for topic in article.topics],
        "audience": article.audience,
        "about": {facet: list(values) for facet, values in article.about.items()},
        "centre_fields": list(article.centre_fields),
        "sources": [_source_out(source) for source in article.sources],
        "figures": dict(article.figures),
        "last_checked": article.last_checked,
        "valid_until": article.valid_until,
        "related": list(article.related),
        "refusal": str(article.refusal) if article.refusal else None,
    }


def _source_out(source: Source) -> dict[str, str]:
    law = {"law": source.name, "law_ar": source.name_ar, "article": source.article}
    name = {"name": source.name, "name_ar": source.name_ar}
    return {**(law if source.article else name), "url": source.url, "date": source.date}


def _written(text: ArticleText, part: Part) -> str:
    return "\n".join(f"- {q}" for q in text.questions) if part is Part.QUESTIONS else text.part(part)


def _front(file: str, text: str) -> Mapping[str, Any]:
    try:
        about = yaml.safe_load(text)
    except yaml.YAMLError as error:
        where = str(getattr(error, "problem_mark", "")).strip()
        raise _unreadable(file, "front matter", f"is no YAML ({where})", "quote what holds a colon") from None
    if not isinstance(about, dict):
        raise _unreadable(file, "front matter", "is no list of names and values", "see another article")
    if unknown := sorted(set(about) - _KEYS):
        raise _unreadable(file, "front matter", f"unknown: {', '.join(unknown)}", "take it out")
    return about


def _text(file: str, language: str, body: str) -> ArticleText:
    found = {name: content.strip() for name, content in _pieces(body, _SECTION)}
    for name in found:
        if name not in set(Part):
            raise _unreadable(file, f"# {language}", f"no section is called {name}", "see the other articles")
    for part in _NEEDED:
        if not found.get(part):
            raise _unreadable(
                file, f"{language}/{part}", "is missing", f"add `## {part}` under `# {language}`"
            )
    questions = tuple(
        line.removeprefix("- ").strip() for line in found.pop(Part.QUESTIONS).splitlines() if line
    )
    return ArticleText(questions=questions, **found)


def _pieces(text: str, heading: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    marks = list(heading.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        yield mark[1], text[mark.end() : following.start() if following else len(text)]


def article_of(about: Mapping[str, Any], texts: Mapping[str, ArticleText]) -> Article:
    """Raises KeyError, TypeError, ValueError or AttributeError on another shape of front matter."""
    return Article(
        id=str(about["id"]),
        intents=tuple(about["intents"]),
        topics=tuple(Topic(topic) for topic in about["topics"]),
        texts=texts,
        sources=tuple(_source(each) for each in about["sources"]),
        last_checked=_day(about["last_checked"]),
        audience=about.get("audience") or "everyone",
        about={k: tuple(map(str, _listed(v))) for k, v in (about.get("about") or {}).items()},
        centre_fields=tuple(about.get("centre_fields") or ()),
        related=tuple(about.get("related") or ()),
        refusal=Refusal(about["refusal"]) if about.get("refusal") else None,
        valid_until=_day(about["valid_until"]) if about.get("valid_until") else None,
        figures={str(k): int(v) for k, v in (about.get("figures") or {}).items()},
    )


def _source(given: Mapping[str, Any]) -> Source:
    name = given.get("law") or given["name"]
    name_ar = given.get("law_ar") or given.get("name_ar") or name
    return Source(
        str(name),
        str(name_ar),
        str(given["url"]),
        str(given.get("date") or ""),
        str(given.get("article") or ""),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _unreadable(file: str, section: str, what: str, mend: str) -> UnreadableArticle:
    return UnreadableArticle(Problem(file, section, what, mend))
