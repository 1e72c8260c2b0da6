"""Failures as pages: each kind with its own status and words."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.failures import answer_failure, not_found
from bot.console.visit import Visit
from bot.domain.errors import (
    AlreadyHeldError,
    BusyError,
    ForeignRequestError,
    NotAllowedError,
    NotFoundError,
    RafeeqError,
    TooManyTriesError,
    WrongKeysError,
    WrongStateError,
)
from bot.services.edit_organisation import PageChangedError
from bot.services.manage_staff import LastAdministratorError
from bot.services.one_time_links import LinkOverError
from bot.services.open_conversation import AnothersConversationError
from bot.services.play_sound import Unplayable


@dataclass
class Asked:
    partial: bool = False
    shown: dict[str, Any] = field(default_factory=dict)

    def gettext(self, message: str, **values: str) -> str:
        return message % values if values else message

    def page(self, template: str, **values: Any) -> Response:
        self.shown = {"template": template, **values}
        return Response(status_code=values["status"])


def told(error: RafeeqError | HTTPException, *, partial: bool = False) -> dict[str, Any]:
    asked = Asked(partial)
    answer_failure(cast(Visit, asked), error)
    return asked.shown


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (ForeignRequestError(), 403, "open for too long"),
        (NotFoundError(), 404, "mistyped"),
        (Unplayable(), 404, "mistyped"),
        (NotAllowedError("x"), 403, "An administrator can change roles"),
        (AnothersConversationError("Omar"), 403, "it asks you for the reason"),
        (AlreadyHeldError("1", "Omar"), 409, "Omar took this conversation before you"),
        (WrongStateError(), 409, "Go back and look at it again"),
        (PageChangedError(cast(Any, None)), 409, "Go back and look at it again"),
        (LinkOverError(), 410, "60 minutes"),
        (LastAdministratorError(), 409, "somebody else an administrator"),
        (TooManyTriesError(), 429, "quarter of an hour"),
        (BusyError(), 503, "some seconds"),
        (WrongKeysError(), 400, "Go back"),
        (HTTPException(404), 404, "mistyped"),
        (HTTPException(413), 413, "Shorten it"),
        (HTTPException(405), 400, "Go back"),
    ],
)
def test_each_failure_has_its_words(error: RafeeqError | HTTPException, status: int, words: str) -> None:
    shown = told(error)
    assert (shown["status"], shown["template"]) == (status, "failure.html")
    assert words in shown["advice"]


def test_htmx_gets_the_piece_that_it_puts_in_place() -> None:
    assert told(NotFoundError(), partial=True)["template"] == "failure.html#main"


def test_what_is_not_there_is_not_there() -> None:
    asked = Asked()
    assert not_found(cast(Visit, asked)).status_code == 404
