"""Staff's search: whatever the spelling, with what was found marked."""

import pytest

from bot.services.article_sections import fold
from bot.services.search_articles import Bit, marked, search_articles
from tests.support.knowledge import article, library_of, real_library, text

VISITS = article(arabic=text("من يزور؟", answer="تزور الأمّهات والأقارب أبناءهم كل أسبوع."))
BAIL = article(
    "bail-what", "ask_bail", arabic=text("ما الكفالة؟", "شو الكفالة", answer="الكفالة ضمان للحضور.")
)
SHELF = library_of(VISITS, BAIL).shelf


def test_spelling_does_not_matter() -> None:
    for query in ("الامهات", "أُمّهات", "امهات"):
        hits = search_articles(SHELF, query, "ar")
        assert hits[0].article.id == "visit-who"
        assert Bit("الأمّهات", found=True) in [Bit(bit.text.lstrip("و"), bit.found) for bit in hits[0].excerpt]


def test_the_beginning_of_a_word_is_enough() -> None:
    assert [hit.article.id for hit in search_articles(SHELF, "كفال", "ar")][:1] == ["bail-what"]


def test_what_resembles_nothing_finds_nothing() -> None:
    assert search_articles(SHELF, "zzzz qqqq", "ar") == []
    assert search_articles(SHELF, " ؟ ", "ar") == []
    assert search_articles(library_of().shelf, "كفالة", "ar") == []


def test_the_reader_gets_their_language() -> None:
    (hit, *_) = search_articles(SHELF, "relatives", "en")
    assert "".join(bit.text for bit in hit.title) == "Who may visit?"


def test_marking_loses_no_letter() -> None:
    given = "الأحد، والاثنين: يوم الزيارة (للنساء)."
    bits = marked(given, {fold("زيارة"), fold("نساء")})
    assert "".join(bit.text for bit in bits) == given
    assert [bit.text for bit in bits if bit.found] == ["الزيارة", "للنساء"]


@pytest.mark.parametrize(
    "query", ["زيارة سواقة", "كفالة", "عدم محكومية", "دين شيك", "bail", "صندوق الزكاة", "سوار", "عفو"]
)
def test_what_people_look_for_is_found_in_the_real_articles(query: str) -> None:
    assert search_articles(real_library().shelf, query, "ar")
