"""Questions that nothing answered, put together where they are alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.services.article_index import Floats
from bot.services.article_sections import fold
from bot.services.ports import OpenQuestion
from bot.services.spelling_index import SpellingIndex

ALIKE = 0.6
"""Likeness from which on two are put together: a difference of cosines, spelling, and a bonus where both were
taken for the same. Among the project's blind questions 8 in 10 pairs above it share their intent."""
SAME_INTENT = 0.3


@dataclass(frozen=True, slots=True)
class Group:
    """The one that is most like the others stands first."""

    questions: Sequence[OpenQuestion]

    @property
    def count(self) -> int:
        return len(self.questions)

    @property
    def intent(self) -> str:
        named = [question.intent for question in self.questions if question.intent]
        return max(sorted(set(named)), key=named.count) if named else ""


def group_questions(questions: Sequence[OpenQuestion], vector: Callable[[str], Floats]) -> list[Group]:
    """The largest first. `vector`: of length 1."""
    if not questions:
        return []
    likeness = _likeness(questions, vector)
    groups = _put_together(likeness)
    made = [
        Group([questions[place] for place in sorted(group, key=lambda p: -likeness[p, group].sum())])
        for group in groups
    ]
    return sorted(made, key=lambda group: -group.count)


def _likeness(questions: Sequence[OpenQuestion], vector: Callable[[str], Floats]) -> Floats:
    vectors = np.array([vector(question.question) for question in questions], np.float32)
    if len(questions) > 2:
        vectors -= vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    folded = [fold(question.question) for question in questions]
    index = SpellingIndex(folded)
    spelt = np.array([index.likeness(each) for each in folded], np.float32)
    intents = np.array([question.intent or str(place) for place, question in enumerate(questions)])
    same = (intents[:, None] == intents[None, :]) * np.float32(SAME_INTENT)
    likeness: Floats = vectors @ vectors.T + spelt + same
    return likeness


def _put_together(likeness: Floats) -> list[list[int]]:
    """Each goes to the group that it is most like on the whole, or begins one."""
    groups: list[list[int]] = []
    for place in range(len(likeness)):
        means = [float(likeness[place, group].mean()) for group in groups]
        best = int(np.argmax(means)) if means else -1
        if best >= 0 and means[best] >= ALIKE:
            groups[best].append(place)
        else:
            groups.append([place])
    return groups
