"""What programs ask and how it is read: numbers, moments, refusals as JSON."""

from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

import pytest
from starlette.requests import Request

from bot.api.gate import Call, Desk, Operation
from bot.api.problems import STATUS, Refused, refused
from bot.api.shapes import Holding, NewStatus, Reply
from bot.domain.errors import (
    AlreadyHeldError,
    BusyError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RafeeqError,
    WindowClosedError,
    WrongStateError,
)
from bot.services.access import ReasonNeededError
from bot.services.open_conversation import AnothersConversationError
from bot.words import Catalogues
from tests.support.staff import member

WORDS = Catalogues.load(area="web")


def call(query: str) -> Call:
    scope = {"type": "http", "query_string": query.encode(), "headers": [], "path_params": {"id": 1}}
    return Call(cast(Desk, None), member(), Request(scope))


@pytest.mark.parametrize(
    ("query", "number"), [("", 50), ("limit=7", 7), ("limit=0", 1), ("limit=999", 200), ("limit=", 50)]
)
def test_a_number_stays_within_its_limits(query: str, number: int) -> None:
    assert call(query).number("limit", 50, 200) == number


@pytest.mark.parametrize("given", ["-1", "1.5", "x", "٧", "9" * 19])
def test_what_is_no_number_is_named(given: str) -> None:
    with pytest.raises(Refused) as caught:
        call(f"limit={given}").number("limit", 50, 200)
    assert (caught.value.code, caught.value.field, caught.value.status) == ("invalid", "limit", 422)


@pytest.mark.parametrize("plus", ["%2B", "+"])
def test_a_moment_keeps_its_zone(plus: str) -> None:
    asked = call(f"from=2026-11-24T12:00:00{plus}03:00")
    assert asked.moment("from") == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert call("").moment("from") is None


@pytest.mark.parametrize("given", ["tomorrow", "2026-11-24T12:00:00", "2026-11-24"])
def test_a_moment_without_a_zone_is_none(given: str) -> None:
    with pytest.raises(Refused, match="invalid"):
        call(f"from={given}").moment("from")


@pytest.mark.parametrize(
    ("error", "code", "more"),
    [
        (AlreadyHeldError("7", "Omar"), "held", {"holder": "Omar", "holder_id": "7"}),
        (AnothersConversationError("Omar"), "reason_needed", {"holder": "Omar"}),
        (ReasonNeededError(), "reason_needed", {}),
        (InvalidInputError("text", "empty"), "invalid", {"field": "text"}),
        (NotAllowedError("restricted"), "restricted", {}),
        (NotAllowedError("claim"), "not_allowed", {}),
        (NotFoundError(), "not_found", {}),
        (WindowClosedError("131047"), "window_closed", {}),
        (WrongStateError("too_late"), "wrong_state", {}),
    ],
)
def test_a_refusal_has_a_code_and_what_belongs_to_it(
    error: RafeeqError, code: str, more: dict[str, str]
) -> None:
    found = refused(error)
    assert found is not None
    body = found.body(WORDS, "en")
    assert {name: value for name, value in body.items() if name != "message"} == {"error": code, **more}
    assert body["message"]


def test_a_failure_of_ours_is_no_refusal() -> None:
    assert refused(BusyError()) is None


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("code", STATUS)
def test_every_code_has_words(code: str, language: str) -> None:
    said = Refused(code, holder="Omar", field="text").body(WORDS, language)["message"]
    assert said
    assert f"desk.{code}" not in said


@pytest.mark.parametrize(("method", "scope"), [("GET", "read"), ("POST", "write")])
def test_what_changes_nothing_needs_only_reading(method: str, scope: str) -> None:
    assert Operation(method, "/api/x", cast(Any, None), "", Holding).scope == scope


@pytest.mark.parametrize("given", [{"id": 1.5, "text": "x"}, {"id": True, "text": "x"}, {"id": "1"}])
def test_a_replys_id_is_a_word_or_a_whole_number(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Reply.model_validate(given)


def test_names_that_programs_rely_on() -> None:
    assert NewStatus.model_validate({"status": "waiting", "new_in_2027": 1}).seen == ""
    holding = Holding(id=uuid4(), state="queued", holder=None, holder_id=None, takes_effect_at=None)
    assert set(holding.model_dump()) == {"id", "state", "holder", "holder_id", "takes_effect_at"}
