import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.concepts import concepts
from nlu.text.lexicons import rows
from nlu.text.message import read


def meant(text: str) -> list[str]:
    return concepts(read(text).strong.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بدي أزور أخوي", {"want", "visit", "brother"}),
        ("بتزوروه بالسجن؟", {"inside"}),
        ("keef a7jez zyara la jozi", {"how", "book", "visit", "husband"}),
        ("how much is the bail for my son", {"howmuch", "bail", "son"}),
        ("شو صار بطلبي", {"status", "request"}),
        ("ما بدي أعيش", {"want"}),
        ("طقس بكرا", {"outworld"}),
    ],
)
def test_words_mean_the_same_in_every_variety(text: str, expected: set[str]) -> None:
    assert expected <= set(meant(text))


def test_pairs_of_words_are_one_concept() -> None:
    assert "certificate" in meant("شهادة عدم محكومية")
    assert "status" in meant("وين وصل الموضوع")


def test_words_of_no_meaning_here_give_nothing() -> None:
    assert meant("qwrtz 123 😭") == []


def test_no_concept_stands_twice() -> None:
    names = [row["concept"] for row in rows("concepts")]
    assert len(names) == len(set(names))


@given(st.text(max_size=200))
def test_any_text_has_concepts_or_none(text: str) -> None:
    assert set(meant(text)) <= {row["concept"] for row in rows("concepts")}
