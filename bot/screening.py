"""The screens for danger: the list that the receiving transaction runs, and what the worker has learned."""

from collections.abc import Sequence

from bot.domain.crisis import TOGETHER, Grade, LearnedScreen, Sign, together
from bot.services.plain_news import is_plain_news
from nlu.crisis.learned import Learned
from nlu.text import crisis


def screen(text: str, before: Sequence[str]) -> Sign | None:
    """The word list of `nlu.text`, in the domain's terms; fragments are read as one text too."""
    alone = crisis.screen(text)
    if alone is not None and alone.grade == Grade.DANGER:
        return Sign(Grade.DANGER, alone.rule)
    joined = together(before, text)
    seen = crisis.screen(joined) if joined else None
    if seen is not None and (alone is None or seen.grade == Grade.DANGER):
        return Sign(Grade(seen.grade), TOGETHER + seen.rule)
    return None if alone is None else Sign(Grade(alone.grade), alone.rule)


def learned_screen() -> LearnedScreen:
    """Loads the model, which takes some tenths of a second."""
    learned = Learned.load()

    def look(text: str, vector: Sequence[float] | None) -> Sign | None:
        sign = None if is_plain_news(text) else learned(text, vector)
        return None if sign is None else Sign(Grade(sign.grade), sign.rule)

    return look
