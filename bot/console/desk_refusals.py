"""What the desk refuses, in words, on the page where it was tried."""

from bot.console.desk_words import REFUSALS
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import (
    AlreadyHeldError,
    InvalidInputError,
    NotAllowedError,
    RafeeqError,
    WindowClosedError,
    WrongStateError,
)

REFUSED = (AlreadyHeldError, InvalidInputError, WindowClosedError, WrongStateError)
"""What somebody who works here runs into without having done anything wrong."""


def refusal_words(visit: Visit, error: RafeeqError) -> str:
    match error:
        case AlreadyHeldError():
            return visit.gettext(
                N_("%(holder)s has this conversation. Nothing was sent."), holder=error.holder_name
            )
        case InvalidInputError():
            return visit.gettext(REFUSALS[error.problem])
        case WindowClosedError():
            return visit.gettext(REFUSALS[error.code])
        case WrongStateError() | NotAllowedError():
            known = REFUSALS.get(str(error.args[0]) if error.args else "")
            return visit.gettext(known or N_("This has changed meanwhile. Look at it again."))
        case _:
            return visit.gettext(N_("This did not work. Try again."))


def refusal_status(error: RafeeqError) -> int:
    return 422 if isinstance(error, InvalidInputError) else 409
