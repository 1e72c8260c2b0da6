"""Codes of the system that staff would otherwise meet as codes."""

from enum import Enum

import pytest

from bot.console import desk_words
from bot.domain.channel import Channel
from bot.domain.message import Delivery, MediaKind
from bot.domain.request import RequestStatus
from bot.services.open_conversation import Reason
from bot.words import Catalogues

WORDS = Catalogues.load()


LEARNED = "learned from examples; it can be wrong"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (desk_words.CHANNELS, Channel),
        (desk_words.DELIVERIES, Delivery),
        (desk_words.MEDIA, MediaKind),
        (desk_words.STATUSES, RequestStatus),
        (desk_words.REASONS, Reason),
    ],
)
def test_every_code_has_words(table: dict[Enum, str], codes: type[Enum]) -> None:
    assert set(table) == set(codes)


@pytest.mark.parametrize("rule", ["self_harm.17", "crisis_self_harm", "violence.2", "crisis_medical"])
def test_a_rule_is_told_by_its_kind(rule: str) -> None:
    assert desk_words.alarm_words(rule) not in ("", "Words of danger")


@pytest.mark.parametrize(
    ("alarm", "reasons"),
    [
        ("danger:self_harm.17", ["Words of self-harm"]),
        ("danger:said_yes", ["They say that they need help now"]),
        ("worrying:violence.2", ["Words of violence", "worrying, no alarm"]),
        ("danger:learned.medical", ["Sounds like a medical emergency", LEARNED]),
        ("unfounded:danger:learned.medical", ["Sounds like a medical emergency", LEARNED]),
        (
            "danger:second.learned.self_harm",
            ["Sounds like self-harm", LEARNED, "the second worrying message within an hour"],
        ),
        (
            "danger:together.self_harm.3",
            ["Words of self-harm", "read together with the messages just before"],
        ),
    ],
)
def test_an_alarm_says_why(alarm: str, reasons: list[str]) -> None:
    assert desk_words.alarm_reasons(alarm) == reasons


def test_what_was_missed_says_of_what() -> None:
    assert desk_words.missed_words("missed:violence") == "Added as a missed sign of violence"
    assert desk_words.missed_words("danger:violence.2") == ""


def test_an_unknown_rule_is_still_told() -> None:
    assert desk_words.alarm_words("new_kind.1") == "Words of danger"


def test_a_fields_answer_is_told_in_words() -> None:
    told = desk_words.field_value(WORDS, "financial_support", "governorate", "zarqa", "en")
    assert told == "Zarqa"
    phone = desk_words.field_value(WORDS, "financial_support", "phone", "+962791234567", "en")
    assert "079" in phone.replace(" ", "")
    assert desk_words.field_value(WORDS, "unknown", "x", "as it is", "en") == "as it is"
