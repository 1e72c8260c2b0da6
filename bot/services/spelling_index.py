"""Texts by spelling: the cosine of pieces of three letters, weighed by how rare they are.

An inverted index in flat arrays: tens of thousands of rows are read in within a second, and a question meets
only the rows that share a piece with it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_COMMON = 0.2
"""Pieces in more than this share of the rows say nothing, and cost most."""
_FEW = 20
_BITS = 21
"""A letter's code fits into so many."""
_SPACE = ord(" ")


class SpellingIndex:
    def __init__(self, folded: Sequence[str]) -> None:
        self._size = len(folded)
        codes, rows = _pieces(folded)
        known, number = np.unique(codes, return_inverse=True)
        pairs, counts = np.unique(number * max(self._size, 1) + rows, return_counts=True)
        number, self._rows = np.divmod(pairs, max(self._size, 1))
        spread = np.bincount(number, minlength=len(known))
        self._known = known
        self._rarity = np.log1p(self._size / np.maximum(spread, 1)).astype(np.float32)
        self._rarity[spread > max(_COMMON * self._size, _FEW)] = 0
        weights = (1 + np.log(counts)) * self._rarity[number]
        norms = np.sqrt(np.bincount(self._rows, weights * weights, minlength=self._size))
        self._weights = (weights / np.maximum(norms[self._rows], 1e-6)).astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(spread)])

    def likeness(self, folded: str) -> Floats:
        """With each row, 0 to 1."""
        scores = np.zeros(self._size, np.float32)
        if not len(self._known):
            return scores
        codes, counts = np.unique(_pieces([folded])[0], return_counts=True)
        places = np.searchsorted(self._known, codes)
        here = (places < len(self._known)) & (self._known[np.minimum(places, len(self._known) - 1)] == codes)
        weights = (1 + np.log(counts[here])) * self._rarity[places[here]]
        norm = float(np.sqrt((weights * weights).sum())) or 1.0
        for place, weight in zip(places[here], weights / norm, strict=True):
            if weight:
                span = slice(self._starts[place], self._starts[place + 1])
                scores[self._rows[span]] += weight * self._weights[span]
        return scores


def _pieces(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Three letters each as one number, and the text that each comes from. Words are fenced by spaces; what
    would reach over a space into the next word is none."""
    fenced = [f" {text} " for text in texts]
    letters = np.frombuffer("".join(fenced).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(fenced)), [len(text) for text in fenced])
    if len(letters) < 3:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    first, middle, last = letters[:-2], letters[1:-1], letters[2:]
    kept = (middle != _SPACE) & (rows[:-2] == rows[2:])
    codes = (first << 2 * _BITS) | (middle << _BITS) | last
    return codes[kept], rows[:-2][kept]
