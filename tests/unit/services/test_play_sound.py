"""Voice messages written anew before a page plays them."""

import io
from uuid import uuid4

import av
import pytest

from bot.domain.message import MediaKind
from bot.services import play_sound, sound_worker
from bot.services.media_type import sniff
from bot.services.play_sound import FORMATS, Sounds, Unplayable, playable, rewritten
from bot.services.ports import StoredMedia
from bot.services.read_media import File
from tests.support.sounds import tone

RECORDED = {
    "WhatsApp and Telegram": ("ogg", "libopus"),
    "Chrome": ("webm", "libopus"),
    "Safari": ("ipod", "aac"),
    "a sound file": ("mp3", "libmp3lame"),
    "bare frames": ("adts", "aac"),
    "a recorder": ("wav", "pcm_s16le"),
}


def stored(mime: str = "audio/ogg", kind: MediaKind = MediaKind.VOICE, status: str = "stored") -> StoredMedia:
    return StoredMedia(uuid4(), uuid4(), kind, mime, None, "", status)


def seconds(sound: bytes) -> float:
    with av.open(io.BytesIO(sound), "r", format="mp3") as opened:
        return float(opened.duration or 0) / av.time_base


@pytest.mark.parametrize("box", RECORDED.values(), ids=RECORDED.keys())
def test_what_people_record_is_heard(box: tuple[str, str]) -> None:
    data = tone(*box)
    assert seconds(sound_worker.rewrite(data, FORMATS[sniff(data)])) == pytest.approx(0.3, abs=0.15)


def test_nothing_but_the_sound_goes_along() -> None:
    data = tone("mp3", "libmp3lame", title="home in Zarqa")
    assert b"home in Zarqa" in data
    assert b"home in Zarqa" not in sound_worker.rewrite(data, "mp3")


def test_a_very_long_one_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_worker, "LONGEST_SECONDS", 0.2)
    assert seconds(sound_worker.rewrite(tone(seconds=2), "ogg")) < 0.5


async def test_it_is_done_by_a_process_of_its_own() -> None:
    assert seconds(await rewritten(tone(), "ogg")) == pytest.approx(0.3, abs=0.15)


@pytest.mark.parametrize("form", ["ogg", "mov", "matroska", "no such form"])
async def test_what_cannot_be_read_is_not_played(form: str) -> None:
    with pytest.raises(Unplayable):
        await rewritten(b"OggS" + bytes(2000), form)


async def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play_sound, "SECONDS", 0.01)
    with pytest.raises(Unplayable):
        await rewritten(tone(), "ogg")


@pytest.mark.parametrize(
    ("media", "can"),
    [
        (stored(), True),
        (stored("audio/mp4", MediaKind.AUDIO), True),
        (stored("video/webm"), True),
        (stored("video/webm", MediaKind.VIDEO), False),
        (stored("application/pdf", MediaKind.DOCUMENT), False),
        (stored("text/plain"), False),
        (stored(status="waiting"), False),
    ],
)
async def test_voices_and_sounds_that_are_here_can_be_played(media: StoredMedia, can: bool) -> None:
    assert playable(media) is can
    if not can:
        with pytest.raises(Unplayable):
            await Sounds().of(File(media, b""))


async def test_a_sound_is_written_anew_once_for_all_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    async def count(data: bytes, _form: str) -> bytes:
        made.append(data)
        return b"sound of " + data

    monkeypatch.setattr(play_sound, "rewritten", count)
    sounds, media = Sounds(), stored()
    assert [await sounds.of(File(media, b"one")) for _ in range(3)] == [b"sound of one"] * 3
    for number in range(play_sound._REMEMBERED):
        await sounds.of(File(stored(), b"%d" % number))
    await sounds.of(File(media, b"one"))
    assert made.count(b"one") == 2
