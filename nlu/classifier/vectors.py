"""Vectors of many messages, kept by content so that training again costs nothing."""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from nlu.classifier.counting import Floats
from nlu.encoder.encoder import DIMENSION, MODEL, encode
from nlu.text.message import read

CACHE = Path(__file__).parents[2] / ".cache" / "vectors"


def encoder_mark() -> str:
    """Changes with the artefact."""
    return hashlib.sha256((MODEL / "encoder.onnx").read_bytes()).hexdigest()[:16]


def _key(text: str) -> bytes:
    """Of what the encoder sees: the same typed text may come to be read otherwise."""
    return hashlib.sha256(read(text).light.text.encode("utf-8", "surrogatepass")).digest()[:16]


def _load(path: Path) -> dict[bytes, Floats]:
    if not path.exists():
        return {}
    with np.load(path) as kept:
        return dict(zip(map(bytes, kept["keys"]), kept["vectors"], strict=True))


def vectors_of(
    texts: Sequence[str],
    cache: Path = CACHE,
    encoded: Callable[[Sequence[str]], Floats] = encode,
    say: Callable[[int, int], None] = lambda _done, _all: None,
) -> Floats:
    """One row a text, each encoded by itself, as in serving; the network runs outside the interpreter's lock.

    `say` hears how many are done.
    """
    path = cache / f"{encoder_mark()}.npz"
    known = _load(path)
    keys = [_key(text) for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        rows = pool.map(lambda text: encoded([text])[0], missing.values())
        for done, (key, row) in enumerate(zip(missing, rows, strict=True)):
            if done % 500 == 0:
                say(done, len(missing))
            known[key] = row
    if missing:
        _save(path, known)
    return np.stack([known[key] for key in keys]) if keys else np.empty((0, DIMENSION), np.float32)


def _save(path: Path, known: dict[bytes, Floats]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new.npz")
    keys = np.frombuffer(b"".join(known), np.uint8).reshape(len(known), -1)
    np.savez(fresh, keys=keys, vectors=np.stack(list(known.values())))
    fresh.replace(path)
