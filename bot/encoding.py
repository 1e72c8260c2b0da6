"""The sentence encoder, in the terms of the services."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

from bot.services.article_index import Floats
from bot.services.article_sections import Encoder
from nlu.classifier.vectors import CACHE, vectors_of
from nlu.encoder.encoder import MODEL, Kind, encode


@cache
def encoder_name() -> str:
    """Another file makes other vectors."""
    digest = hashlib.sha256()
    for file in ("encoder.onnx", "vocabulary.tsv"):
        digest.update((MODEL / file).read_bytes())
    return digest.hexdigest()[:16]


def article_encoder() -> Encoder:
    return Encoder(encoder_name(), _encode)


def encode_question(text: str) -> Floats:
    vector: Floats = encode([text])[0]
    return vector


def _encode(texts: Sequence[str], questions: Sequence[bool]) -> list[bytes]:
    """Kept in the checkout by content, so that another start or database costs nothing."""
    made: dict[bool, Iterator[Floats]] = {}
    for question in set(questions):
        kind: Kind = "query" if question else "passage"
        wanted = [text for text, asked in zip(texts, questions, strict=True) if asked is question]
        made[question] = iter(_kept(wanted, CACHE.with_name(f"{kind}-vectors"), partial(encode, kind=kind)))
    return [next(made[question]).astype(np.float16).tobytes() for question in questions]


def _kept(texts: Sequence[str], folder: Path, encoded: Callable[[Sequence[str]], Floats]) -> Floats:
    try:
        return vectors_of(texts, folder, encoded)
    except OSError:  # nothing can be kept here
        return encoded(texts)
