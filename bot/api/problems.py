"""What goes wrong at the desk, as JSON: a code for programs, words for people."""

from bot.domain.errors import (
    AlreadyHeldError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RafeeqError,
    WindowClosedError,
    WrongStateError,
)
from bot.services.access import ReasonNeededError
from bot.services.open_conversation import AnothersConversationError
from bot.services.ports import Words

STATUS = {
    "bad_json": 400,
    "no_token": 401,
    "read_only": 403,
    "not_allowed": 403,
    "restricted": 403,
    "reason_needed": 403,
    "not_found": 404,
    "held": 409,
    "wrong_state": 409,
    "window_closed": 409,
    "invalid": 422,
}
"""Each has words: `desk.<code>`."""


class Refused(Exception):
    """`field`: what is missing or wrong."""

    def __init__(self, code: str, *, field: str = "", holder: str = "", holder_id: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.holder = holder
        self.holder_id = holder_id

    @property
    def status(self) -> int:
        return STATUS[self.code]

    def body(self, words: Words, language: str) -> dict[str, str]:
        values = {"holder": self.holder} if self.holder else {"field": self.field} if self.field else {}
        said = {"error": self.code, "message": words.render(f"desk.{self.code}", language, values)}
        more = {"field": self.field, "holder": self.holder, "holder_id": self.holder_id}
        return said | {name: value for name, value in more.items() if value}


def refused(error: RafeeqError) -> Refused | None:
    """None for what is no refusal but a failure of ours."""
    match error:
        case AlreadyHeldError():
            return Refused("held", holder=error.holder_name, holder_id=error.holder_id)
        case AnothersConversationError():
            return Refused("reason_needed", holder=error.holder_name)
        case InvalidInputError():
            return Refused("invalid", field=error.field)
        case NotAllowedError() if error.args == ("restricted",):
            return Refused("restricted")
        case _:
            return next((Refused(code) for kind, code in _PLAIN.items() if isinstance(error, kind)), None)


_PLAIN: dict[type[RafeeqError], str] = {
    NotAllowedError: "not_allowed",
    ReasonNeededError: "reason_needed",
    NotFoundError: "not_found",
    WindowClosedError: "window_closed",
    WrongStateError: "wrong_state",
}
