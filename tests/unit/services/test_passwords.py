"""What is asked of a password, and of a name."""

import pytest

from bot.domain.errors import InvalidInputError
from bot.services.set_password import check_new
from bot.services.staff_names import check_name, login_of


@pytest.mark.parametrize(
    "password",
    ["olives and thyme", "زيتون وزعتر ونعنع", "correct horse battery", "Tr0ub4dor&3x", "a1b2c3d4e5f6"],
)
def test_words_in_a_row_are_welcome(password: str) -> None:
    check_new(password, password, "Rana Odeh")


@pytest.mark.parametrize(
    ("password", "again", "field", "problem"),
    [
        ("short", "short", "password", "short_password"),
        ("x" * 201, "x" * 201, "password", "long_password"),
        ("Password2026", "Password2026", "password", "common_password"),
        ("qwerty123456", "qwerty123456", "password", "common_password"),
        ("rafeeq2026!", "rafeeq2026!", "password", "common_password"),
        ("رفيق1234567", "رفيق1234567", "password", "common_password"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "password", "common_password"),
        ("0795551867", "0795551867", "password", "common_password"),
        ("1122112211", "1122112211", "password", "common_password"),
        ("RanaOdeh1990", "RanaOdeh1990", "password", "common_password"),
        ("olives and thyme", "olives and tyme", "again", "different_passwords"),
    ],
)
def test_what_is_wrong_is_told(password: str, again: str, field: str, problem: str) -> None:
    with pytest.raises(InvalidInputError) as wrong:
        check_new(password, again, "Rana Odeh")
    assert (wrong.value.field, wrong.value.problem) == (field, problem)


@pytest.mark.parametrize(
    ("name", "login"),
    [("Rana  Odeh ", "rana odeh"), ("\uff32ANA", "rana"), ("رنا عودة", "رنا عودة"), ("STRASSE", "strasse")],
)
def test_what_looks_the_same_is_one_login(name: str, login: str) -> None:
    assert login_of(name) == login


def test_a_name_is_shown_without_marks_that_turn_the_line() -> None:
    assert check_name(" رنا\u202e  عودة\n") == "رنا عودة"


@pytest.mark.parametrize("name", ["", "  ", "\u200f\u200f"])
def test_a_name_of_nothing_is_none(name: str) -> None:
    with pytest.raises(InvalidInputError):
        check_name(name)
