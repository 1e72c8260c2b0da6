"""Each rule of the articles: kept by a good one, and named when it is broken."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.article import Article, Source
from bot.services.article_figures import figures, phones
from bot.services.check_articles import check_articles, uncovered
from tests.support.knowledge import article, text

LABELS = {"ask_visit_requirements", "ask_bail", "greet"}


def told(given: Article, file: str = "visit-who.md") -> list[tuple[str, str]]:
    return [(p.section, p.what) for p in check_articles([(file, given)], LABELS)]


def arabic(**parts: str) -> dict[str, Any]:
    return {"arabic": text(**parts)}


def test_a_good_article_has_no_problem() -> None:
    assert told(article()) == []


@pytest.mark.parametrize(
    ("change", "section", "what"),
    [
        ({"intents": ("ask_nothing",)}, "intents", "there is no ask_nothing"),
        ({"intents": ()}, "intents", "there are none"),
        ({"audience": "men"}, "audience", "unknown: men"),
        ({"centre_fields": ("weather",)}, "centre_fields", "unknown: weather"),
        ({"valid_until": date(2020, 1, 1)}, "valid_until", "lies before"),
        ({"related": ("nowhere",)}, "related", "no other article nowhere"),
        ({"related": ("visit-who",)}, "related", "no other article visit-who"),
        ({"sources": ()}, "sources", "there are none"),
        ({"sources": (Source("Law", "قانون", "example.org", "", "2"),)}, "sources 1", "is no address"),
        ({"sources": (Source("Law", "قانون", "https://a b.org", "", "2"),)}, "sources 1", "is no address"),
        ({"figures": {"48": 3}}, "figures", "48 names source 3"),
        ({"texts": {"ar": text()}}, "# en", "missing"),
    ],
)
def test_front_matter(change: dict[str, Any], section: str, what: str) -> None:
    problems = told(replace(article(), **change))
    assert any(where == section and what in said for where, said in problems), problems


@pytest.mark.parametrize(
    ("parts", "section", "what"),
    [
        ({"answer": "كلمة " * 61}, "ar/answer", "61 words"),
        ({"answer": "أولاً. ثانياً. ثالثاً. رابعاً."}, "ar/answer", "4 sentences"),
        ({"answer": "حسب المادة في القانون."}, "ar/answer", "المادة"),
        ({"answer": "يزور النزيل أهله، وكل نزيل له حق."}, "ar/answer", "نزيل"),
        ({"answer": "اتصلوا على 0791234567."}, "ar/answer", "a phone number"),
        ({"answer": "الزيارة يوم الأحد."}, "ar/answer", "states sunday"),
        ({"answer": "يبلّغونكم خلال 48 ساعة."}, "ar/answer", "states 48"),
        ({"answer": "الرسوم خمسة دنانير."}, "ar/answer", "states 5"),
        ({"next": "1. أ\n2. ب\n3. ج\n4. د"}, "ar/next", "4 lines"),
        ({"more": "كلمة " * 33}, "ar/more", "a line of 33 words"),
        ({"more": "خذوا الهوية."}, "en/more", "only the other language"),
    ],
)
def test_words(parts: dict[str, str], section: str, what: str) -> None:
    problems = told(article(**arabic(**parts)))
    assert any(where == section and what in said for where, said in problems), problems


def test_title_and_questions() -> None:
    problems = told(article(arabic=text("عنوان طويل جداً لا يتسع له أي زر في الهاتف أبداً", "سؤال واحد")))
    assert [where for where, _ in problems] == ["ar/title", "ar/questions"]


def test_the_id_is_the_files_name() -> None:
    assert told(article(), "other.md")[0][0] == "id"
    assert told(article("Visit_Who"), "Visit_Who.md")[0][0] == "id"


def test_a_declared_figure_may_be_stated_and_a_sources_own_too() -> None:
    parts = {"answer": "خلال 48 ساعة.", "source": "قانون رقم 9 لسنة 2004، المادة 20، نص 2010."}
    assert told(article(**arabic(**parts), figures={"48": 1})) == []


def test_safe_numbers_and_list_numbers_are_no_figures() -> None:
    assert figures("1. اتصلوا على 911\n2) أو 110") == []
    assert phones("اتصلوا على 911 أو 110، سنة 2024-01") == []


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("خلال ٤٨ ساعة", ["48"]),
        ("كل أسبوعين", ["2 weeks"]),
        ("مرتين بالشهر", ["2 times"]),
        ("بعد شهر", ["1 month"]),
        ("ثلاثة أيام", ["3"]),
        ("on Sunday, 25 dinars", ["25", "sunday"]),
        ("twice", ["2 times"]),
        ("في آذار", ["march"]),
        ("Swaqa, Juweideh, Zarqa: its list may not be whole", []),
        ("من الدرجة الأولى، واحد منكم", []),
    ],
)
def test_figures_in_digits_and_words(said: str, stated: list[str]) -> None:
    assert figures(said) == stated


def test_intents_that_no_article_answers() -> None:
    assert uncovered([article()], LABELS) == ["ask_bail"]
