"""The screens for danger: the list that the receiving transaction runs, and what the worker has learned."""

from collections.abc import Sequence

from bot.domain.crisis import Grade, LearnedScreen, Sign
from nlu.crisis.learned import Learned
from nlu.text import crisis


def screen(text: str, before: Sequence[str]) -> Sign | None:
    """The word list of `nlu.text`, in the domain's terms."""
    sign = crisis.screen(text, before)
    return None if sign is None else Sign(Grade(sign.grade), sign.rule)


def learned_screen() -> LearnedScreen:
    """Loads the model, which takes some tenths of a second."""
    learned = Learned.load()

    def look(text: str, vector: Sequence[float] | None) -> Sign | None:
        sign = learned(text, vector)
        return None if sign is None else Sign(Grade(sign.grade), sign.rule)

    return look
