"""Media that people send: how large, and why one was not kept."""

from enum import StrEnum

from bot.domain.errors import RafeeqError

MEDIA_LIMIT = 16 * 1024 * 1024
"""Bytes. Larger ones are refused on every channel."""


class MediaProblem(StrEnum):
    """Why a medium was refused or could not be fetched; staff see it beside the message."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    TYPE_NOT_ALLOWED = "type_not_allowed"
    HAS_MACROS = "has_macros"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    REDIRECTED = "redirected"
    GONE = "gone"
    """The provider has it no more."""
    UNREACHABLE = "unreachable"
    """The provider did not give it for as long as we tried."""
    CHANNEL_OFF = "channel_off"


class MediaRefusedError(RafeeqError):
    """This medium is not kept, now or later."""

    def __init__(self, problem: MediaProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem
