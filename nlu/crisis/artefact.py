"""The screen's classifier on disk, small enough for the repository: weights as bytes, one scale a label."""

import json
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlu.classifier.linear import Classifier

_TOP = 127


def save(classifier: Classifier, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    about, arrays = classifier.parts()
    wide = arrays.pop("weights").astype(np.float32)
    scales = (np.abs(wide).max(axis=0) / _TOP + 1e-12).astype(np.float32)
    kept = {name: _halved(name, array) for name, array in arrays.items()}
    kept |= {"bytes": np.rint(wide / scales).astype(np.int8), "scales": scales}
    np.savez_compressed(folder / "weights.npz", **cast(Any, kept))
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> Classifier:
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz") as packed:
        arrays = {name: packed[name].astype(np.float32) for name in packed}
    weights = arrays.pop("bytes") * arrays.pop("scales")
    return Classifier.of_parts(about, arrays | {"weights": weights.astype(np.float16)})


def _halved(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """How rare a gram is needs no more than half precision."""
    return array.astype(np.float16) if name.startswith("rarity_") else array
