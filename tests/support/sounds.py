"""Short sounds in the boxes that phones and browsers record into."""

import array
import io
import math
from typing import cast

import av

RATE = 48_000


def tone(form: str = "ogg", codec: str = "libopus", seconds: float = 0.3, **words: str) -> bytes:
    """An A; `words` go along as metadata."""
    out = io.BytesIO()
    count = int(RATE * seconds)
    samples = array.array("h", (int(8000 * math.sin(i * 440 * math.tau / RATE)) for i in range(count)))
    frame = av.AudioFrame(format="s16", layout="mono", samples=count)
    frame.sample_rate = RATE
    frame.planes[0].update(samples.tobytes())
    with av.open(out, "w", format=form) as made:
        made.metadata.update(words)
        track = cast(av.AudioStream, made.add_stream(codec, rate=RATE, layout="mono"))
        for piece in av.AudioResampler(format=track.format.name, layout="mono", rate=RATE).resample(frame):
            made.mux(track.encode(piece))
        made.mux(track.encode(None))
    return out.getvalue()
