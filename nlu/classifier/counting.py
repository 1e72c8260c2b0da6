"""Counts turned into features: 1 + log of the count, times rarity; each block as long as its share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """One kind of feature: the column of each gram, how rare it is, and how much the kind counts."""

    columns: dict[str, int]
    rarity: Floats
    share: float

    @classmethod
    def learn(cls, documents: Sequence[Iterable[str]], share: float) -> "Block":
        found = Counter(gram for document in documents for gram in set(document))
        kept = sorted(found)
        counts = np.array([found[gram] for gram in kept])
        rarity = np.log((1 + len(documents)) / (1 + counts)) + 1
        return cls({gram: column for column, gram in enumerate(kept)}, rarity.astype(np.float32), share)

    def features(self, grams: Iterable[str]) -> tuple[Integers, Floats]:
        """Columns and values of one document."""
        counts = Counter(column for column in map(self.columns.get, grams) if column is not None)
        columns = np.fromiter(counts.keys(), np.int64, len(counts))
        values = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        values *= self.rarity[columns]
        length = float(np.linalg.norm(values)) or 1.0
        return columns, (values * (self.share / length)).astype(np.float32)


@dataclass(frozen=True)
class Blocks:
    """Blocks side by side, by name, in one row of features."""

    blocks: dict[str, Block]

    @classmethod
    def learn(cls, documents: Sequence[dict[str, list[str]]], shares: dict[str, float]) -> "Blocks":
        return cls({name: Block.learn([d[name] for d in documents], share) for name, share in shares.items()})

    @property
    def width(self) -> int:
        return sum(len(block.columns) for block in self.blocks.values())

    def features(self, document: dict[str, list[str]]) -> tuple[Integers, Floats]:
        columns, values, offset = [], [], 0
        for name, block in self.blocks.items():
            of_block, weights = block.features(document[name])
            columns.append(of_block + offset)
            values.append(weights)
            offset += len(block.columns)
        return np.concatenate(columns), np.concatenate(values)
