from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.concepts import concepts, entries, meanings
from nlu.text.lexicons import rows, words
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
    assert meant("qwrtz 123 🪑") == []


def test_a_phrase_of_three_words_is_one_concept() -> None:
    assert "want_to_die" in {meaning.concept for meaning in meanings(read("شو فايده حياتي").strong.text)}


def test_a_sign_means_what_a_word_does() -> None:
    assert meant("تمام 👍🏽") == ["yes", "yes"]
    assert meant("😭") == ["psych"]


def test_no_concept_stands_twice_and_every_group_is_one_or_has_several() -> None:
    names = [row["concept"] for row in rows("concepts")]
    assert len(names) == len(set(names))
    groups = Counter(row["group"] for row in rows("concepts"))
    assert [group for group, count in groups.items() if group not in names and count < 2] == []


def test_the_lexicon_is_long() -> None:
    assert len({(entry.phrase, entry.is_stem) for entry in entries()}) >= 3000
    assert len(rows("concepts")) >= 200


def test_no_phrase_stands_twice_in_a_concept() -> None:
    counts = Counter((entry.phrase, entry.is_stem, entry.meaning.concept) for entry in entries())
    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_a_phrase_of_two_groups_is_known_to_be_one() -> None:
    groups: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for entry in entries():
        groups[entry.phrase, entry.is_stem].add(entry.meaning.group)
    double = {phrase.replace(" ", "_") for (phrase, _), found in groups.items() if len(found) > 1}
    assert double == words("two_concepts")


@given(st.text(max_size=200))
def test_any_text_has_concepts_or_none(text: str) -> None:
    assert set(meant(text)) <= {row["group"] for row in rows("concepts")}
