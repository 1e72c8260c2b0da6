"""The screen for danger that the receiving transaction runs."""

from collections.abc import Sequence

from bot.domain.crisis import Grade, Sign
from nlu.text import crisis


def screen(text: str, before: Sequence[str]) -> Sign | None:
    """The word list of `nlu.text`, in the domain's terms."""
    sign = crisis.screen(text, before)
    return None if sign is None else Sign(Grade(sign.grade), sign.rule)
