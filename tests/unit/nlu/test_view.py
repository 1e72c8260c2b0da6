import re

import pytest

from nlu.text.view import View, join


def view(text: str) -> View:
    return View(text, tuple((i, i + 1) for i in range(len(text))))


def test_a_view_needs_a_span_for_each_character() -> None:
    with pytest.raises(ValueError, match="one span"):
        View("ab", ((0, 1),))


def test_a_dropped_character_takes_its_span_along() -> None:
    assert view("abc").translate(lambda c: "" if c == "b" else c).spans == ((0, 1), (2, 3))


def test_a_replacement_stands_for_the_whole_match() -> None:
    changed = view("abbbc").replace(re.compile("b+"), lambda _: "xy")
    assert (changed.text, changed.original_span(1, 2)) == ("axyc", (1, 4))


def test_a_match_that_stays_keeps_its_own_spans() -> None:
    assert view("abc").replace(re.compile("bc"), lambda m: m.group()) == view("abc")


def test_empty_pieces_vanish() -> None:
    assert join([("", (0, 1)), ("a", (1, 2))]) == View("a", ((1, 2),))
