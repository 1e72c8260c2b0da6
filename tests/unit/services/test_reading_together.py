import pytest

from bot.domain.crisis import Grade, together
from bot.screening import screen
from nlu.text.crisis import words_of


@pytest.mark.parametrize(
    ("before", "text", "joined"),
    [
        ([], "to die", ""),
        (["I want"], "to die", "I want to die"),
        (["hello", "I want"], "to die", "hello I want to die"),
        (["one two three four five six", "I want"], "to die", "I want to die"),
        (["one two three four five six"], "to die", ""),
        (["I want"], "to know when visits are this week", ""),
    ],
)
def test_only_fragments_are_joined(before: list[str], text: str, joined: str) -> None:
    assert together(before, text) == joined


def test_the_word_list_reads_fragments_as_one() -> None:
    sign = screen("انتحر", ["والله", "بدي"])
    assert sign is not None
    assert sign.grade is Grade.DANGER
    assert sign.why.startswith("together.self_harm")


def test_what_a_message_says_alone_needs_no_others() -> None:
    alone = screen("بدي انتحر", ["بدي"])
    assert alone is not None
    assert not alone.why.startswith("together.")


def test_idioms_stay_idioms_in_pieces() -> None:
    assert screen("من الجوع", ["ميت"]) is None


def test_the_words_that_fit_a_rule_can_be_shown() -> None:
    sign = screen("تعبت كتير وبدي انتحر اليوم", [])
    assert sign is not None
    assert words_of("تعبت كتير وبدي انتحر اليوم", sign.why) == "وبدي انتحر"
    assert words_of("مرحبا", sign.why) == ""
