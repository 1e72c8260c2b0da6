"""The classifier as it serves: one linear model over counted grams and the standardised vector.

Its scores become probabilities by a softmax whose sharpness was fitted on writers it had not seen. A sum of
scores of counted and dense features is the geometric mean of what each part would say alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.counting import Block, Blocks, Floats
from nlu.classifier.grams import views
from nlu.text.message import Message


@dataclass(frozen=True)
class Standard:
    """Each feature of the vector less its mean, over its spread, times one scale for all."""

    mean: Floats
    spread: Floats
    scale: float

    def __call__(self, vectors: Floats) -> Floats:
        standardised: Floats = ((vectors - self.mean) / self.spread * self.scale).astype(np.float32)
        return standardised


@dataclass(frozen=True)
class Classifier:
    labels: list[str]
    blocks: Blocks
    standard: Standard
    weights: NDArray[np.float16]
    """Rows: the blocks' columns, then the vector's. Columns: labels."""
    bias: Floats
    sharpness: float

    def scores(self, message: Message, vector: Floats) -> Floats:
        columns, values = self.blocks.features(views(message))
        counted = values @ self.weights[columns].astype(np.float32)
        dense = self.standard(vector) @ self.weights[self.blocks.width :].astype(np.float32)
        total: Floats = counted + dense + self.bias
        return total

    def probabilities(self, message: Message, vector: Floats) -> Floats:
        return softmax(self.scores(message, vector) * self.sharpness)

    def ranking(self, message: Message, vector: Floats) -> list[tuple[str, float]]:
        """All labels, the likeliest first."""
        found = self.probabilities(message, vector)
        return [(self.labels[i], float(found[i])) for i in np.argsort(-found, kind="stable")]

    def parts(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """All of it, as what JSON can hold and as arrays."""
        about = {
            "labels": self.labels,
            "sharpness": self.sharpness,
            "scale": self.standard.scale,
            "shares": {name: block.share for name, block in self.blocks.blocks.items()},
            "grams": {name: list(block.columns) for name, block in self.blocks.blocks.items()},
        }
        arrays: dict[str, NDArray[Any]] = {
            "weights": self.weights,
            "bias": self.bias,
            "mean": self.standard.mean,
            "spread": self.standard.spread,
        }
        rarities = {f"rarity_{name}": block.rarity for name, block in self.blocks.blocks.items()}
        return about, arrays | rarities

    @classmethod
    def of_parts(cls, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> "Classifier":
        blocks = {
            name: Block({gram: i for i, gram in enumerate(grams)}, arrays[f"rarity_{name}"], share)
            for (name, grams), share in zip(about["grams"].items(), about["shares"].values(), strict=True)
        }
        standard = Standard(arrays["mean"], arrays["spread"], about["scale"])
        made = (about["labels"], Blocks(blocks), standard, arrays["weights"], arrays["bias"])
        return cls(*made, about["sharpness"])

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        about, arrays = self.parts()
        # Packed here, quickly: Rasa would pack the plain weights at the slowest level, which takes as
        # long as half the learning.
        np.savez_compressed(folder / "weights.npz", **cast(Any, arrays))
        (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz") as arrays:
            return cls.of_parts(about, {name: arrays[name] for name in arrays})


def softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.divide(powers, powers.sum(axis=-1, keepdims=True), dtype=np.float32)
