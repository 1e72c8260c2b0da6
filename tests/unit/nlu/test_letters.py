"""How Latin letters stand for Arabic ones, learned from the lists of words and names."""

import math
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from nlu.commands.letters import learn, pairs
from nlu.text.arabizi import to_script
from nlu.text.letters import likelihood, marked
from nlu.text.lexicons import rows
from nlu.text.normalise import strong


def test_the_word_that_was_meant_is_likelier() -> None:
    assert likelihood("ma7boos", "محبوس") > likelihood("ma7boos", "مهووس")
    assert likelihood("kafaleh", "كفاله") > likelihood("kafaleh", "كفيل")


def test_letters_at_the_ends_of_a_word_are_told_apart() -> None:
    assert marked("اموره") == ["^ا", "م", "و", "ر", "ه$"]
    assert marked("و") == ["^و"]


def test_what_no_letter_can_stand_for_is_impossible() -> None:
    assert likelihood("xyz", "باب") == -math.inf


def test_chances_of_a_letter_add_up_to_one_at_most() -> None:
    sums: dict[str, float] = defaultdict(float)
    for row in rows("letters"):
        sums[row["script"]] += math.exp(float(row["weight"]))
    assert max(sums.values()) <= 1.05


def test_learning_finds_how_a_letter_is_written() -> None:
    weights = learn([("حب", "7ob"), ("حبر", "7eber"), ("بحر", "ba7r"), ("حرب", "harb"), ("ربح", "rebe7")])
    assert weights["ح", "7"] > weights["ح", "h"]


def test_the_pairs_are_of_words_in_both_scripts() -> None:
    assert all(latin.isascii() and not script.isascii() for script, latin in list(pairs())[:500])


def test_most_listed_spellings_would_be_read_right_even_without_the_list() -> None:
    from_rules = [(strong(to_script(f"{latin}")).text, script) for script, latin in list(pairs())[:2000:20]]
    assert sum(found == script for found, script in from_rules) >= 0.9 * len(from_rules)


@given(
    st.text(alphabet="abdehiklmnorstuwyz 235679'", max_size=20), st.text(alphabet="ابتسلمنهوي", max_size=10)
)
def test_any_two_words_have_a_likelihood(latin: str, script: str) -> None:
    assert likelihood(latin, script) <= 0.0
