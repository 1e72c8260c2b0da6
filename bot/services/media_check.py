"""Decides what becomes of a file that a person sent, before it is stored: on every channel the same.

Pictures are drawn anew, so that what a browser shows was made by us and tells no place or device; all else is
kept as it came and only ever offered for saving.
"""

import asyncio
import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.services.media_type import sniff

LONGEST_SIDE = 4096
MOST_PIXELS = 30_000_000
"""Of one picture in memory: 120 MB. A larger photograph is read at a fraction of its size."""
MOST_PIXELS_TAKEN = 110_000_000
"""Of a photograph as it came: a progressive one needs memory for all of it, whatever it is read at."""
MOST_SCANS = 100
"""Each pass over a photograph costs time; real ones have about ten."""

_READ = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
_drawing = asyncio.Semaphore(1)
Image.MAX_IMAGE_PIXELS = 2 * MOST_PIXELS_TAKEN  # it only warns there; what counts is checked below


@dataclass(frozen=True, slots=True)
class Checked:
    """`inline`: drawn anew by us, so that a browser may show it in the page."""

    data: bytes
    mime: str
    inline: bool


async def check_media(data: bytes) -> Checked:
    """Raises MediaRefusedError."""
    if not data:
        raise MediaRefusedError(MediaProblem.EMPTY)
    if len(data) > MEDIA_LIMIT:
        raise MediaRefusedError(MediaProblem.TOO_LARGE)
    mime = sniff(data)
    if mime not in _READ:
        return Checked(data, mime, inline=False)
    async with _drawing:
        return await asyncio.to_thread(redraw, data, mime)


def redraw(data: bytes, mime: str) -> Checked:
    """The first frame, upright, in its own pixels and nothing else."""
    if mime == "image/jpeg" and data.count(b"\xff\xda") > MOST_SCANS:
        raise MediaRefusedError(MediaProblem.DAMAGED)
    try:
        with Image.open(io.BytesIO(data), formats=[_READ[mime]]) as opened:
            _within(opened, MOST_PIXELS_TAKEN)
            opened.draft("RGB", _readable(opened.size))
            _within(opened, MOST_PIXELS)
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(picture)
    except Image.DecompressionBombError:
        raise MediaRefusedError(MediaProblem.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise MediaRefusedError(MediaProblem.DAMAGED) from None


def _readable(size: tuple[int, int]) -> tuple[int, int]:
    """A photograph can be read at a half, a quarter or an eighth of its sides."""
    part = next((p for p in (1, 2, 4) if size[0] * size[1] <= MOST_PIXELS * p * p), 8)
    return size[0] // part, size[1] // part


def _within(picture: Image.Image, pixels: int) -> None:
    if picture.width * picture.height > pixels:
        raise MediaRefusedError(MediaProblem.TOO_MANY_PIXELS)


def _written(picture: Image.Image) -> Checked:
    """See-through pictures as PNG; all others, and what would get too large, as JPEG on white."""
    if picture.has_transparency_data:
        see_through = picture.convert("RGBA")
        out = _bytes_of(see_through, "PNG")
        opaque = see_through.getchannel("A").getextrema() == (255, 255)
        if not opaque and len(out) <= MEDIA_LIMIT:
            return Checked(out, "image/png", inline=True)
        white = Image.new("RGBA", see_through.size, "white")
        picture = Image.alpha_composite(white, see_through)
    return Checked(_bytes_of(picture.convert("RGB"), "JPEG", quality=88), "image/jpeg", inline=True)


def _bytes_of(picture: Image.Image, form: str, **how: int) -> bytes:
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()
