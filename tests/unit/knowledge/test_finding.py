"""Finding articles: by spelling, by words, by both with the intent, for whom a question is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.domain.article import Article
from bot.services.article_index import ArticleIndex
from bot.services.article_sections import fold, sections_of
from bot.services.elsewhere import is_elsewhere
from bot.services.facets import facets_of, fit
from bot.services.library import Library
from bot.services.rank_articles import Question, rank
from bot.services.spelling_index import SpellingIndex
from bot.services.word_index import CONCEPTS, STEMS, WordIndex, stem, words_of
from tests.support.knowledge import TODAY, article, library_of, text, word_encoder, word_vector

BAIL = article(
    "bail-how", "ask_bail", arabic=text("كيف الكفالة", "كيف نقدم كفالة", "بدنا نكفل اخوي", "طلب تكفيل")
)
VISIT = article(
    "visit-when", "ask_visit_times", arabic=text("متى الزيارة", "متى مواعيد الزيارة", "اي يوم بنزور", "ساعات")
)
WOMEN = article(
    "women-centre", "ask_visit_times", audience="women",
    arabic=text("سجن النساء", "متى زيارة النساء", "وين سجن النسوان", "بنتي محبوسة"),
)  # fmt: skip


def best(
    words: str, *ranking: tuple[str, float], articles: tuple[Article, ...] = (BAIL, VISIT, WOMEN)
) -> str:
    library = library_of(*articles)
    return rank(library.shelf, Question(words, ranking, facets_of(words)), TODAY)[0].article.id


def test_spelling_finds_what_is_written_alike() -> None:
    index = SpellingIndex(["كيف نقدم كفاله", "متي الزياره", "وين السجن"])
    likeness = index.likeness("كفاله لاخوي")
    assert likeness.argmax() == 0
    assert 0 < likeness[0] <= 1
    assert index.likeness("كيف نقدم كفاله")[0] == pytest.approx(1, abs=1e-3)
    assert not index.likeness("xyz").any()


def test_an_empty_index_finds_nothing() -> None:
    assert SpellingIndex([]).likeness("سؤال").size == 0
    assert WordIndex([]).likeness("سؤال")[STEMS].size == 0
    assert rank(Library(word_vector).shelf, Question("سؤال", ()), TODAY) == []


def test_pieces_do_not_reach_into_the_next_word_or_text() -> None:
    index = SpellingIndex(["اب تث", "جح خد"])
    assert not index.likeness("بت").any()
    assert not index.likeness("ثج").any()


@pytest.mark.parametrize(
    ("word", "bare"), [("والزياره", "زيار"), ("كفالتهم", "فالت"), ("لا", "لا"), ("محاميكم", "محامي")]
)
def test_stems_lose_what_is_written_at_both_ends(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_words_of_one_meaning_meet_in_a_concept() -> None:
    assert set(words_of("بدي ازور")[CONCEPTS]) & set(words_of("اريد ازوره")[CONCEPTS])


def test_of_an_article_the_best_rows_count() -> None:
    index = ArticleIndex([*sections_of(BAIL, word_encoder()), *sections_of(VISIT, word_encoder())])
    found = index.search("كيف نقدم كفالة", word_vector("كيف نقدم كفالة"))
    assert index.ids == ["bail-how", "visit-when"]
    for likeness in (found.asked, found.spelt, found.words[STEMS]):
        assert likeness.shape == (2,)
        assert likeness[0] > likeness[1]


def test_the_intent_decides_where_words_do_not() -> None:
    assert best("شو بصير هلا", ("ask_bail", 0.9)) == "bail-how"
    assert best("شو بصير هلا", ("ask_visit_times", 0.9)) in ("visit-when", "women-centre")


def test_for_whom_a_question_is_decides_among_likes() -> None:
    assert best("متى زيارة بنتي", ("ask_visit_times", 0.9)) == "women-centre"
    assert best("متى مواعيد الزيارة", ("ask_visit_times", 0.9)) == "visit-when"


@pytest.mark.parametrize(
    ("words", "facet", "value"),
    [
        ("ابني موقوف من شهر", "status", "detained"),
        ("اخوي محكوم", "status", "convicted"),
        ("مرتي محبوسة", "sex", "woman"),
        ("ابني قاصر", "sex", "juvenile"),
        ("my sister is inside", "sex", "woman"),
        ("زوجي سوري", "nationality", "other"),
        ("انا خطيبته", "degree", "other"),
        ("حكمه اكثر من سنة", "sentence", "over_year"),
    ],
)
def test_facets(words: str, facet: str, value: str) -> None:
    assert facets_of(words)[facet] == value


def test_an_article_for_others_fits_worse_than_one_for_all() -> None:
    asked = {"sex": "woman"}
    assert fit(WOMEN, asked) > fit(VISIT, asked) > fit(replace(VISIT, audience="juveniles"), asked)
    assert fit(WOMEN, {}) < fit(VISIT, {})


def test_what_has_expired_is_not_found() -> None:
    old = replace(BAIL, valid_until=date(2026, 1, 1))
    assert best("كيف نقدم كفالة", ("ask_bail", 0.9), articles=(old, VISIT)) == "visit-when"


def test_what_was_just_told_is_not_told_again() -> None:
    library = library_of(BAIL, VISIT)
    ranked = rank(library.shelf, Question("كيف نقدم كفالة", (("ask_bail", 0.9),), but="bail-how"), TODAY)
    assert [candidate.article.id for candidate in ranked] == ["visit-when"]


def test_shares_are_of_one_whole_and_chances_are_chances() -> None:
    ranked = rank(
        library_of(BAIL, VISIT, WOMEN).shelf, Question("كيف نقدم كفالة", (("ask_bail", 0.9),)), TODAY
    )
    assert sum(candidate.share for candidate in ranked) == pytest.approx(1)
    assert [c.share for c in ranked] == sorted((c.share for c in ranked), reverse=True)
    assert all(0 < candidate.chance < 1 for candidate in ranked)


@pytest.mark.parametrize(
    ("words", "elsewhere"),
    [
        ("قانون العفو بلبنان طلع؟", True),
        ("bail in saudi how much", True),
        ("انا بالامارات وبدي عدم محكومية", False),
        ("سوري محبوس بالاردن", False),
        ("متى الزيارة؟", False),
    ],
)
def test_other_countries(words: str, *, elsewhere: bool) -> None:
    assert is_elsewhere(words) is elsewhere


def test_folding_makes_spellings_one() -> None:
    assert fold("الكفالة") == fold("الكفاله")
    assert np.allclose(word_vector("أهلاً"), word_vector("اهلا"))
