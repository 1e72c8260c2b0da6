"""A process of its own that writes a sound anew: `sound_worker.py FORMAT`, the sound in, MP3 out.

Decoders of sound have had holes, and what they read here comes from strangers. So they run apart from all
else, without settings, files or much of memory and time; what comes out was written by our encoder and tells
nothing but the sound. Exit code 1: it could not be read.
"""

import io
import resource
import sys

import av

RATE, BITS_PER_SECOND = 24_000, 48_000
"""Enough for speech, and small."""
LONGEST_SECONDS = 30 * 60
_CPU_SECONDS = 40
_MEMORY = 1 << 30


def confine() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def rewrite(data: bytes, form: str) -> bytes:
    """The first sound track, in one channel, at most half an hour of it, without words that came along."""
    out = io.BytesIO()
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
    with av.open(io.BytesIO(data), "r", format=form) as given, av.open(out, "w", format="mp3") as made:
        track = made.add_stream("libmp3lame", rate=RATE, layout="mono")
        track.bit_rate = BITS_PER_SECOND
        written = 0
        for frame in given.decode(given.streams.audio[0]):
            for piece in resampler.resample(frame):
                made.mux(track.encode(piece))
                written += piece.samples
            if written > LONGEST_SECONDS * RATE:
                break
        for piece in resampler.resample(None):
            made.mux(track.encode(piece))
        made.mux(track.encode(None))
    return out.getvalue()


def main() -> int:
    data = sys.stdin.buffer.read()
    confine()
    try:
        sound = rewrite(data, sys.argv[1])
    except (av.FFmpegError, IndexError, ValueError, MemoryError, EOFError):
        return 1
    sys.stdout.buffer.write(sound)
    return 0


if __name__ == "__main__":
    sys.exit(main())
