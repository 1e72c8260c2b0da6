"""multilingual-e5-small, trimmed to Arabic and Latin pieces, in 7-bit weights on onnxruntime.

One text a run: dynamic quantisation takes one scale for all that is run together, so a batch would change
the vectors of its texts.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Literal

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from nlu.encoder.tokeniser import BEGIN, END, Tokeniser
from nlu.text.message import read

DIMENSION = 384
LONGEST = 64
"""Pieces that are read, the marks of beginning and end and the prefix included."""
_FIRST = 24
"""Of a longer text, pieces kept from its beginning; the others come from its end, where stories say what
is wanted."""
MODEL = Path(__file__).parent / "model"

Kind = Literal["query", "passage"]
Vectors = NDArray[np.float32]


class Encoder:
    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder
        self._tokeniser = Tokeniser.read(folder / "vocabulary.tsv")
        self._prefixes = {kind: self._tokeniser.text(f"{kind}:") for kind in ("query", "passage")}

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = os.fspath(self._folder / "encoder.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Iterable[str], kind: Kind = "query") -> Vectors:
        """Unit vectors, one row a text: `query` for what people write, `passage` for articles."""
        rows = [self._encode(text, kind) for text in texts]
        return np.stack(rows) if rows else np.empty((0, DIMENSION), np.float32)

    def _encode(self, text: str, kind: Kind) -> Vectors:
        pieces = np.array(self.pieces(text, kind), np.int64)
        mean = self._session.run(None, {"ids": pieces})[0]
        vector: Vectors = mean / np.linalg.norm(mean)
        return vector

    def pieces(self, text: str, kind: Kind = "query") -> list[int]:
        """What the network sees of a text as typed."""
        prefix = self._prefixes[kind]
        content = self._tokeniser.text(read(text).light.text)
        room = LONGEST - 2 - len(prefix)
        if len(content) > room:
            content = content[:_FIRST] + content[_FIRST - room :]
        return [BEGIN, *prefix, *content, END]


_lock = Lock()
_shared: list[Encoder] = []


def shared() -> Encoder:
    """The process's one encoder."""
    with _lock:
        if not _shared:
            _shared.append(Encoder())
        return _shared[0]


def encode(texts: Iterable[str], kind: Kind = "query") -> Vectors:
    """Vectors (n, 384) of texts as typed; Arabizi is read in Arabic script."""
    return shared().encode(texts, kind)
