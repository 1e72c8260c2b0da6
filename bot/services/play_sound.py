"""A voice message to be heard in the page: written anew first, and never kept anywhere in that form."""

import asyncio
import sys
from collections import OrderedDict
from pathlib import Path
from uuid import UUID

from bot.domain.errors import NotFoundError
from bot.domain.message import MediaKind
from bot.services.ports import StoredMedia
from bot.services.read_media import File

MIME = "audio/mpeg"
FORMATS = {
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "mov",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/wav": "wav",
    "video/webm": "matroska",
    "video/mp4": "mov",
    "video/3gpp": "mov",
}
"""What a sound can come in, by what its bytes say: browsers and phones record into the boxes of films."""
SECONDS = 45.0
_PROGRAM = Path(__file__).with_name("sound_worker.py")
_REMEMBERED = 8


def playable(media: StoredMedia) -> bool:
    sound = media.kind in (MediaKind.VOICE, MediaKind.AUDIO)
    return sound and media.status == "stored" and media.mime in FORMATS


class Unplayable(NotFoundError):
    """It can be saved, not heard here."""


class Sounds:
    """Those heard last stay in memory: a browser asks for one sound in several pieces."""

    def __init__(self) -> None:
        self._recent: OrderedDict[UUID, bytes] = OrderedDict()
        self._one_at_a_time = asyncio.Semaphore(1)

    async def of(self, file: File) -> bytes:
        """As MP3. No transaction should be open meanwhile: it can take seconds. Raises Unplayable."""
        if not playable(file.media):
            raise Unplayable
        form = FORMATS[file.media.mime]
        async with self._one_at_a_time:
            known = self._recent.pop(file.media.id, None) or await rewritten(file.data, form)
            self._recent[file.media.id] = known
            while len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        return known


async def rewritten(data: bytes, form: str) -> bytes:
    """By a process that knows nothing of us. Raises Unplayable."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(_PROGRAM),
        form,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(SECONDS):
            sound, _ = await process.communicate(data)
    except TimeoutError:
        raise Unplayable from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not sound:
        raise Unplayable
    return sound
