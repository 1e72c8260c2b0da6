"""Whole articles by their words (BM25): by stems, by consonants, and by what words mean in this field.

Dialects spell and inflect the same word in many ways: a stem bears the front letters and the commonest
endings off, the consonants bear the vowels off too, and a concept holds what is meant by different words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlu.text.concepts import concepts
from nlu.text.message import read
from nlu.text.normalise import skeleton
from nlu.text.pieces import bare_forms, pieces

Floats = NDArray[np.float32]
Words = tuple[str, ...]

STEMS, BONES, CONCEPTS = "stems", "bones", "concepts"
_ENDINGS = ("هم", "ها", "كم", "نا", "ات", "ين", "ون", "ه", "ي", "ك", "ا")
_SHORTEST = 3
_SATURATION, _LENGTH = 1.2, 0.75
"""The usual constants of BM25."""


class WordIndex:
    def __init__(self, articles: Sequence[Sequence[str]]) -> None:
        """The texts of each article."""
        read_in = [[words_of(text) for text in texts] for texts in articles]
        self._kinds = {
            kind: _Bm25([Counter(word for words in texts for word in words[kind]) for texts in read_in])
            for kind in (STEMS, BONES, CONCEPTS)
        }

    def likeness(self, text: str) -> Mapping[str, Floats]:
        """By kind, of each article; the longer a question, the less each of its words counts."""
        words = words_of(text)
        norm = np.float32(max(1, len(words[STEMS])) ** 0.5)
        return {kind: index.scores(words[kind]) / norm for kind, index in self._kinds.items()}


class _Bm25:
    def __init__(self, documents: Sequence[Mapping[str, int]]) -> None:
        self._size = len(documents)
        lengths = np.array([sum(each.values()) for each in documents], np.float32)
        usual = max(float(lengths.sum()) / max(self._size, 1), 1.0)
        self._scale = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / usual)
        found: dict[str, list[tuple[int, int]]] = {}
        for place, document in enumerate(documents):
            for word, count in document.items():
                found.setdefault(word, []).append((place, count))
        self._postings = {word: np.array(each, np.int64) for word, each in found.items()}

    def scores(self, words: Sequence[str]) -> Floats:
        scores = np.zeros(self._size, np.float32)
        for word in set(words):
            postings = self._postings.get(word)
            if postings is None:
                continue
            places, counts = postings[:, 0], postings[:, 1].astype(np.float32)
            rarity = np.log1p((self._size - len(places) + 0.5) / (len(places) + 0.5))
            scores[places] += rarity * counts * (_SATURATION + 1) / (counts + self._scale[places])
        return scores


@lru_cache(maxsize=50_000)
def words_of(text: str) -> Mapping[str, Words]:
    stems = tuple(stem(piece.strong) for piece in pieces(text))
    bones = (skeleton(each) for each in stems)
    return {
        STEMS: stems,
        BONES: tuple(each for each in bones if len(each) > 1),
        CONCEPTS: tuple(concepts(read(text).strong.text)),
    }


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Without what stands before it, and without one ending, while three letters are left."""
    bare = min(bare_forms(word), key=len) if len(word) > _SHORTEST else word
    ending = next((end for end in _ENDINGS if bare.endswith(end) and len(bare) - len(end) >= _SHORTEST), "")
    return bare.removesuffix(ending)
