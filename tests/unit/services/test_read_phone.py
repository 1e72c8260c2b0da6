"""Phone numbers as Jordanians write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.read_phone import find_phone, show_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0791234567", "+962791234567"),
        ("٠٧٨١٢٣٤٥٦٧", "+962781234567"),
        ("۰۷۷۱۲۳۴۵۶۷", "+962771234567"),
        ("079/123/4567", "+962791234567"),
        ("0 7 9 1 2 3 4 5 6 7", "+962791234567"),
        ("+962 (0)79 1234567", "+962791234567"),
        ("00962-79-1234567", "+962791234567"),
        ("962791234567", "+962791234567"),
        ("791234567", "+962791234567"),
        ("06 567 7777", "+96265677777"),
        ("رقمي هو 0791234567 بعد العصر أو 0781234567", "+962791234567"),
        ("+966501234567", "+966501234567"),
    ],
)
def test_found(text: str, number: str) -> None:
    assert find_phone(text) == number


@pytest.mark.parametrize(
    "text", ["07912345", "عمري 45 سنة", "رقم الطلب 482910", "الرقم الوطني 9851023456", "", "079"]
)
def test_not_a_number_to_call(text: str) -> None:
    assert find_phone(text) is None


def test_shown_as_people_dial_it() -> None:
    assert show_phone("+962791234567") == "079 123 4567"
    assert show_phone("+96265677777") == "06 567 7777"
    assert show_phone("+966501234567") == "+966 50 123 4567"


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    number = find_phone(text)
    assert number is None or show_phone(number)
