"""Failures in words that a person would use, as a whole page or as a line for htmx."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import (
    AlreadyHeldError,
    BusyError,
    ForeignRequestError,
    NotAllowedError,
    NotFoundError,
    RafeeqError,
    TooManyTriesError,
    WrongStateError,
)
from bot.services.access import ReasonNeededError
from bot.services.manage_staff import LastAdministratorError
from bot.services.one_time_links import LinkOverError


@dataclass(frozen=True, slots=True)
class Failure:
    status: int
    title: str
    advice: str


_FAILURES: dict[type[RafeeqError], Failure] = {
    ForeignRequestError: Failure(
        403,
        N_("This was not sent"),
        N_("The page had been open for too long. Go back, reload it, and try again."),
    ),
    NotFoundError: Failure(
        404,
        N_("This page does not exist"),
        N_("The address may be mistyped, or what was here was removed."),
    ),
    NotAllowedError: Failure(
        403,
        N_("This is not open to you"),
        N_("Your role does not include it. An administrator can change roles."),
    ),
    ReasonNeededError: Failure(
        403,
        N_("A colleague has this conversation"),
        N_("Open it at the desk first: it asks you for the reason."),
    ),
    AlreadyHeldError: Failure(
        409,
        N_("Somebody else has it"),
        N_("%(holder)s took this conversation before you. Nothing of yours was sent."),
    ),
    WrongStateError: Failure(
        409,
        N_("This has changed meanwhile"),
        N_("Somebody else, or the time, was faster. Go back and look at it again."),
    ),
    LinkOverError: Failure(
        410,
        N_("This link is over"),
        N_("It was used already, or its 60 minutes have passed. Ask an administrator for a new one."),
    ),
    LastAdministratorError: Failure(
        409,
        N_("This is the last administrator"),
        N_("Make somebody else an administrator first, otherwise nobody could manage staff."),
    ),
    TooManyTriesError: Failure(
        429, N_("Too many tries"), N_("Wait for a quarter of an hour, then try again.")
    ),
    BusyError: Failure(503, N_("Very busy at the moment"), N_("Wait for some seconds, then try again.")),
}
_HTTP = {
    404: _FAILURES[NotFoundError],
    413: Failure(413, N_("This is too long"), N_("Shorten it, then try again.")),
}
_OTHER = Failure(400, N_("This did not work"), N_("Go back, reload, and try again."))


def answer_failure(visit: Visit, failure: RafeeqError | HTTPException) -> Response:
    found = _failure(failure)
    holder = failure.holder_name if isinstance(failure, AlreadyHeldError) else ""
    advice = visit.gettext(found.advice, **({"holder": holder} if holder else {}))
    return visit.page(
        "failure.html#main" if visit.partial else "failure.html",
        status=found.status,
        title=visit.gettext(found.title),
        advice=advice,
    )


def not_found(visit: Visit) -> Response:
    return answer_failure(visit, NotFoundError())


def _failure(failure: RafeeqError | HTTPException) -> Failure:
    if isinstance(failure, HTTPException):
        return _HTTP.get(failure.status_code, _OTHER)
    return next((f for kind, f in _FAILURES.items() if isinstance(failure, kind)), _OTHER)
