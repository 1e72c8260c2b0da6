"""The published articles in memory, searched by meaning and by spelling at once.

Each section is a row: its vector, and the pieces of three letters of its folded text weighed by how rare they
are. A sentence encoder calls everything similar (0.76 to 0.88), so each row's mean similarity to questions in
general is taken off first. Of an article's rows the best counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.article import Part
from bot.services.article_sections import asks, fold
from bot.services.ports import Section

Floats = NDArray[np.float32]

DIMENSION = 384
_SAMPLED = 256
"""Questions against which the mean similarity of a row is taken."""
_GRAM = 3
_COMMON = 0.2
"""Pieces in more than this share of the rows say nothing, and cost most."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question each article is, in the order of `ids`: by its example questions, by what it says,
    by spelling. `part`: of what it says, the section that is most like it."""

    asked: Floats
    said: Floats
    spelt: Floats
    part: Sequence[Part]


class ArticleIndex:
    def __init__(self, sections: Sequence[Section]) -> None:
        self.ids = sorted({section.article_id for section in sections})
        place = {article_id: number for number, article_id in enumerate(self.ids)}
        self._rows = sorted(sections, key=lambda section: place[section.article_id])
        self._of = np.array([place[row.article_id] for row in self._rows], np.int64)
        self._asks = np.array([asks(row.part) for row in self._rows], bool)
        self._vectors = _matrix(self._rows)
        self._means = self._mean_likeness()
        self._spelling = _Spelling([row.folded for row in self._rows])

    def search(self, text: str, vector: Floats) -> Likeness:
        dense = self._vectors @ vector - self._means
        asked = self._best(np.where(self._asks, dense, -1))
        said = np.where(self._asks, -1, dense)
        return Likeness(
            asked, self._best(said), self._best(self._spelling.likeness(fold(text))), self._parts(said)
        )

    def _best(self, values: Floats) -> Floats:
        best = np.full(len(self.ids), -1, np.float32)
        np.maximum.at(best, self._of, values.astype(np.float32))
        return best

    def _parts(self, said: Floats) -> Sequence[Part]:
        """Rows of one article stand together: the first at its best value is its part."""
        order = np.lexsort((-said, self._of))
        _, first = np.unique(self._of[order], return_index=True)
        return [self._rows[row].part for row in order[first]]

    def _mean_likeness(self) -> Floats:
        questions = self._vectors[self._asks]
        if not len(questions):
            return np.zeros(len(self._rows), np.float32)
        sample = questions[:: max(1, len(questions) // _SAMPLED)][:_SAMPLED]
        means: Floats = self._vectors @ sample.mean(axis=0)
        return means


class _Spelling:
    """Cosine of weighed letter pieces by an inverted index: a question meets only rows that share some."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(grams(text)) for text in texts]
        spread = Counter(gram for each in counted for gram in each)
        most = max(_COMMON * len(texts), 20)
        kept = [gram for gram, count in spread.items() if count <= most]
        self._number = {gram: number for number, gram in enumerate(kept)}
        self._rarity = np.array([np.log(1 + len(texts) / spread[gram]) for gram in kept], np.float32)
        self._size = len(texts)
        self._postings = self._invert(counted)

    def likeness(self, text: str) -> Floats:
        scores = np.zeros(self._size, np.float32)
        for number, weight in self._weigh(Counter(grams(text))).items():
            rows, weights = self._postings[number]
            scores[rows] += weight * weights
        return scores

    def _invert(self, counted: Iterable[Mapping[str, int]]) -> list[tuple[NDArray[np.int64], Floats]]:
        rows: list[list[int]] = [[] for _ in self._number]
        weights: list[list[float]] = [[] for _ in self._number]
        for row, counts in enumerate(counted):
            for number, weight in self._weigh(counts).items():
                rows[number].append(row)
                weights[number].append(weight)
        return [(np.array(r, np.int64), np.array(w, np.float32)) for r, w in zip(rows, weights, strict=True)]

    def _weigh(self, counts: Mapping[str, int]) -> Mapping[int, float]:
        known = [(self._number[gram], count) for gram, count in counts.items() if gram in self._number]
        raw = {number: (1 + float(np.log(count))) * float(self._rarity[number]) for number, count in known}
        norm = sum(value * value for value in raw.values()) ** 0.5
        return {number: value / norm for number, value in raw.items()}


def grams(folded: str) -> Iterable[str]:
    for word in folded.split():
        padded = f" {word} "
        for start in range(max(1, len(padded) - _GRAM + 1)):
            yield padded[start : start + _GRAM]


def _matrix(rows: Sequence[Section]) -> Floats:
    if not rows:
        return np.zeros((0, DIMENSION), np.float32)
    return (
        np.frombuffer(b"".join(row.vector for row in rows), np.float16)
        .reshape(-1, DIMENSION)
        .astype(np.float32)
    )
