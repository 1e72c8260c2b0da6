import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.split import split


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("  ", []),
        ("سلام", ["سلام"]),
        ("aaaa bbbb\n\ncccc dddd", ["aaaa bbbb", "cccc dddd"]),
        ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
        ("a" * 25, ["a" * 10, "a" * 10, "a" * 5]),
        ("😢" * 6, ["😢" * 5, "😢"]),
    ],
)
def test_words_are_cut_where_they_pause(text: str, parts: list[str]) -> None:
    assert split(text, 10) == parts


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(min_value=2, max_value=40))
def test_no_part_is_too_long_and_no_letter_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
