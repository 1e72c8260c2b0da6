from typing import Any

import pytest

from bot.domain.request_kinds import KINDS
from bot.services.finish_draft import DraftProblemsError, options, read_fields

KIND = KINDS["financial_support"]
WHOLE = {
    "for_whom": "relative",
    "inmate_relation": "son",
    "governorate": "zarqa",
    "need": "the rent",
    "consent": "yes",
}


def problems(given: dict[str, str], have: dict[str, Any] | None = None) -> dict[str, str]:
    with pytest.raises(DraftProblemsError) as wrong:
        read_fields(KIND, have or {}, given)
    return dict(wrong.value.problems)


def test_what_is_optional_may_stay_open() -> None:
    fields = read_fields(KIND, {}, WHOLE)
    assert (fields["phone"], fields["writer_name"], fields["inmate_name"]) == (None, None, None)
    assert "consent" not in fields


def test_what_the_draft_holds_beside_its_fields_stays() -> None:
    assert read_fields(KIND, {"attachments": ["a"]}, WHOLE)["attachments"] == ["a"]


def test_what_was_answered_and_is_now_empty_is_taken_away() -> None:
    assert read_fields(KIND, {"phone": "+962791234567"}, WHOLE)["phone"] is None


def test_a_field_that_does_not_count_with_these_answers_is_left_out() -> None:
    fields = read_fields(
        KIND, {"inmate_name": "Ali"}, WHOLE | {"inmate_relation": "self", "inmate_name": "x"}
    )
    assert "inmate_name" not in fields


@pytest.mark.parametrize("written", ["0791234567", "٠٧٩١٢٣٤٥٦٧", "+962 79 123 4567", "962791234567"])
def test_phones_in_any_writing(written: str) -> None:
    assert read_fields(KIND, {}, WHOLE | {"phone": written})["phone"] == "+962791234567"


@pytest.mark.parametrize("field", ["for_whom", "inmate_relation", "governorate", "need", "consent"])
def test_what_is_needed_is_asked_for(field: str) -> None:
    assert problems(WHOLE | {field: " " if field != "consent" else ""}) == {field: "needed"}


@pytest.mark.parametrize("field", ["for_whom", "inmate_relation", "governorate"])
def test_only_what_is_offered_can_be_chosen(field: str) -> None:
    assert problems(WHOLE | {field: "nonsense"}) == {field: "choose"}


def test_every_field_with_choices_offers_some() -> None:
    offered = {field.name for field in KIND.fields if options(field)}
    assert offered == {"for_whom", "inmate_relation", "governorate"}
