"""The sentence encoder, in the terms of the services."""

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from bot.services.article_index import Floats
from bot.services.article_sections import Encoder
from nlu.encoder.encoder import MODEL, encode


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
    return [
        encode([text], "query" if question else "passage")[0].astype(np.float16).tobytes()
        for text, question in zip(texts, questions, strict=True)
    ]
