import io
import struct
import zlib

import pytest
from PIL import Image

from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.services.media_check import LONGEST_SIDE, check_media

GPS_TAG = 0x8825


def picture(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form, **how)
    return out.getvalue()


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def png_that_claims(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (header, b"IDAT" + zlib.compress(b"\x00" * 1000), b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


async def problem_of(data: bytes) -> MediaProblem:
    with pytest.raises(MediaRefusedError) as caught:
        await check_media(data)
    return caught.value.problem


async def test_a_photo_loses_its_place_and_device_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Device"
    exif[0x0112] = 6
    exif.get_ifd(GPS_TAG)[1] = "N"
    checked = await check_media(picture("JPEG", exif=exif, comment=b"secret"))
    made = drawn(checked.data)
    assert (checked.mime, checked.inline, made.size) == ("image/jpeg", True, (20, 40))
    assert not made.getexif()
    assert b"secret" not in checked.data
    assert b"Device" not in checked.data


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
async def test_other_pictures_are_drawn_anew_as_jpeg(form: str) -> None:
    checked = await check_media(picture(form))
    assert (checked.mime, drawn(checked.data).format) == ("image/jpeg", "JPEG")


async def test_a_see_through_picture_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 100)).save(out, "WEBP")
    checked = await check_media(out.getvalue())
    assert checked.mime == "image/png"
    assert drawn(checked.data).mode == "RGBA"


async def test_bytes_hidden_behind_a_picture_are_gone() -> None:
    checked = await check_media(picture("JPEG") + b"<script>alert(1)</script>")
    assert b"script" not in checked.data


@pytest.mark.parametrize("size", [(5000, 300), (9000, 6000)])
async def test_a_large_photo_is_made_smaller(size: tuple[int, int]) -> None:
    checked = await check_media(picture("JPEG", size))
    assert max(drawn(checked.data).size) == LONGEST_SIDE


@pytest.mark.parametrize("size", [(30_000, 30_000), (10_000, 3_100), (65_500, 65_500)])
async def test_a_bomb_is_refused_before_it_unfolds(size: tuple[int, int]) -> None:
    assert await problem_of(png_that_claims(*size)) is MediaProblem.TOO_MANY_PIXELS


async def test_a_photo_with_endless_passes_is_refused() -> None:
    start = picture("JPEG")
    assert await problem_of(start + b"\xff\xda" * 200) is MediaProblem.DAMAGED


@pytest.mark.parametrize("data", [picture("JPEG")[:200], png_that_claims(100, 100), b"GIF89a\x01\x00"])
async def test_a_picture_that_does_not_open_is_damaged(data: bytes) -> None:
    assert await problem_of(data) is MediaProblem.DAMAGED


async def test_all_else_is_kept_as_it_came_and_never_shown_in_the_page() -> None:
    voice = b"OggS\x00\x02" + b"\x00" * 50
    checked = await check_media(voice)
    assert (checked.data, checked.mime, checked.inline) == (voice, "audio/ogg", False)


async def test_nothing_and_too_much_are_refused() -> None:
    assert await problem_of(b"") is MediaProblem.EMPTY
    assert await problem_of(b"%PDF-" + b"x" * MEDIA_LIMIT) is MediaProblem.TOO_LARGE
