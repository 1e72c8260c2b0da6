"""The published articles in memory, searched by meaning and by spelling at once.

Each section is a row: its vector, and the spelling of its folded text. A sentence encoder calls everything
similar (0.76 to 0.88), so each row's mean similarity to questions in general is taken off first. Of an
article's rows the best counts.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.article import Part
from bot.services.article_sections import asks, fold
from bot.services.ports import Section
from bot.services.spelling_index import SpellingIndex
from bot.services.word_index import WordIndex

Floats = NDArray[np.float32]

DIMENSION = 384
_NO_SECOND = np.float32(-0.2)
_SAMPLED = 256
"""Questions against which the mean similarity of a row is taken."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question each article is, in the order of `ids`: by its example questions (the mean of the
    two that are most like it), by what it says, by spelling, by its words."""

    asked: Floats
    said: Floats
    spelt: Floats
    words: Mapping[str, Floats]

    def mixed(self, other: "Likeness") -> "Likeness":
        """Half of each: a message by itself, and with what went before it."""
        words = {kind: _mean(values, other.words[kind]) for kind, values in self.words.items()}
        dense = _mean(self.asked, other.asked), _mean(self.said, other.said)
        return Likeness(*dense, _mean(self.spelt, other.spelt), words)


class ArticleIndex:
    def __init__(self, sections: Sequence[Section]) -> None:
        self.ids = sorted({section.article_id for section in sections})
        self._rows = sorted(sections, key=lambda section: section.article_id)
        place = {article_id: number for number, article_id in enumerate(self.ids)}
        self._of = np.array([place[row.article_id] for row in self._rows], np.int64)
        self._starts = np.searchsorted(self._of, np.arange(len(self.ids)))
        self._asks = np.array([asks(row.part) for row in self._rows], bool)
        self._vectors = _matrix(self._rows)
        self._means = self._mean_likeness()
        self._spelling = SpellingIndex([row.folded for row in self._rows])
        by_article = itertools.groupby(self._rows, key=lambda row: row.article_id)
        self._words = WordIndex([[row.text for row in rows] for _, rows in by_article])

    def search(self, text: str, vector: Floats) -> Likeness:
        dense = self._vectors @ vector - self._means
        return Likeness(
            self._best_two(np.where(self._asks, dense, np.float32(-1))),
            self._best(np.where(self._asks, np.float32(-1), dense)),
            self._best(self._spelling.likeness(fold(text))),
            self._words.likeness(text),
        )

    def rows(self, place: int) -> Sequence[Section]:
        """The sections of the article at that place."""
        return self._rows[self._starts[place] : [*self._starts, len(self._rows)][place + 1]]

    def part(self, place: int, vector: Floats) -> Part:
        """What the article at that place says that is most like the question."""
        rows = slice(self._starts[place], [*self._starts, len(self._rows)][place + 1])
        likeness = np.where(
            self._asks[rows], np.float32(-1), self._vectors[rows] @ vector - self._means[rows]
        )
        return self._rows[int(self._starts[place] + likeness.argmax())].part

    def _best(self, values: Floats) -> Floats:
        """Of each article; its rows stand together."""
        best: Floats = np.maximum.reduceat(values, self._starts)
        return best

    def _best_two(self, values: Floats) -> Floats:
        best = self._best(values)
        others = np.where(values == best[self._of], np.float32(-1), values)
        second = np.maximum(self._best(others), _NO_SECOND)
        return _mean(best, second)

    def _mean_likeness(self) -> Floats:
        questions = self._vectors[self._asks]
        if not len(questions):
            return np.zeros(len(self._rows), np.float32)
        sample = questions[:: max(1, len(questions) // _SAMPLED)][:_SAMPLED]
        means: Floats = self._vectors @ sample.mean(axis=0)
        return means


def _mean(one: Floats, other: Floats) -> Floats:
    mean: Floats = ((one + other) / 2).astype(np.float32)
    return mean


def _matrix(rows: Sequence[Section]) -> Floats:
    if not rows:
        return np.zeros((0, DIMENSION), np.float32)
    halves = np.frombuffer(b"".join(row.vector for row in rows), np.float16)
    return halves.reshape(-1, DIMENSION).astype(np.float32)
