"""Text to piece numbers: the unigram model of XLM-RoBERTa, best segmentation by Viterbi, in plain Python."""

from functools import lru_cache
from pathlib import Path

METASPACE = "▁"
BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3
_UNKNOWN_PENALTY = 10.0
LONGEST_WORD = 60
"""Letters of one word that are read; what is longer is noise."""


class Tokeniser:
    """Pieces and their log probabilities, in the order of the embedding's rows."""

    def __init__(self, pieces: list[str], scores: list[float]) -> None:
        self._number = {piece: i for i, piece in enumerate(pieces) if i > UNKNOWN}
        self._score = dict(zip(pieces, scores, strict=True))
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _UNKNOWN_PENALTY
        self.word = lru_cache(maxsize=20_000)(self._word)

    @classmethod
    def read(cls, path: Path) -> "Tokeniser":
        """From lines of piece, tab, score."""
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
        return cls([piece for piece, _ in rows], [float(score) for _, score in rows])

    def text(self, text: str) -> list[int]:
        """The pieces of a text whose words are divided by single spaces."""
        return [number for word in text.split(" ") for number in self.word(word[:LONGEST_WORD])]

    def _word(self, word: str) -> tuple[int, ...]:
        """Viterbi: `best[end]` is the score of the best way to `end`, and the piece that ends there."""
        spelled = METASPACE + word
        best: list[tuple[float, int, int]] = [(0.0, 0, UNKNOWN)]
        for end in range(1, len(spelled) + 1):
            choice = (best[end - 1][0] + self._unknown, end - 1, UNKNOWN)
            for start in range(max(0, end - self._longest), end):
                number = self._number.get(spelled[start:end])
                if number is not None:
                    score = best[start][0] + self._score[spelled[start:end]]
                    choice = max(choice, (score, start, number))
            best.append(choice)
        return self._path_back(best)

    @staticmethod
    def _path_back(best: list[tuple[float, int, int]]) -> tuple[int, ...]:
        path, end = [], len(best) - 1
        while end:
            _, start, number = best[end]
            path.append(number)
            end = start
        return tuple(reversed(path))
