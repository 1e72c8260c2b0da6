"""Errors by what happened. Names and messages carry no personal data: they reach logs."""

from datetime import datetime


class RafeeqError(Exception):
    """Root of all errors of ours."""


class NotFoundError(RafeeqError):
    """What was asked for does not exist, or may not be known to exist by whom asked."""


class NotAllowedError(RafeeqError):
    """The actor's role or permissions do not cover this act."""


class InvalidInputError(RafeeqError):
    """A field is wrong. `field` names it, `problem` is a message key in the person's language."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class AlreadyHeldError(RafeeqError):
    """Somebody else holds the conversation."""

    def __init__(self, holder_id: str, holder_name: str) -> None:
        super().__init__("the conversation is held by another")
        self.holder_id = holder_id
        self.holder_name = holder_name


class WrongStateError(RafeeqError):
    """The act does not fit the present state (resolve without holding, undo after its time ...)."""


class ForeignRequestError(RafeeqError):
    """A change that no page of ours asked for, or a form kept open beyond its session."""


class TooManyTriesError(RafeeqError):
    """Tried too often from there: a pause is needed."""


class BusyError(RafeeqError):
    """More at once than we take on: try again in a moment."""


class WrongKeysError(RafeeqError):
    """The secret keys given are not those the data was written with."""


class ProviderError(RafeeqError):
    """A channel's provider did not take a message. `code` is the provider's own."""

    def __init__(self, code: str = "", detail: str = "") -> None:
        super().__init__(f"{type(self).__name__} {code}".strip())
        self.code = code
        self.detail = detail


class TryAgainError(ProviderError):
    """Passing trouble (rate, network, 5xx). `at`: not before; None leaves the pause to us.

    `uncertain`: the call broke off after it was sent, so the provider may have taken the message.
    """

    def __init__(
        self, code: str = "", detail: str = "", at: datetime | None = None, *, uncertain: bool = False
    ) -> None:
        super().__init__(code, detail)
        self.at = at
        self.uncertain = uncertain


class WindowClosedError(ProviderError):
    """WhatsApp's 24 hours are over: only an approved template can be sent."""


class UnreachableError(ProviderError):
    """The person blocked us or no longer exists there: nothing more is sent until they write."""


class RejectedError(ProviderError):
    """This content was refused (type, size, form): final for it, others may pass."""


class FinalError(ProviderError):
    """Anything else that trying again will not change (credentials, permissions ...)."""
