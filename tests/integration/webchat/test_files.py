import io
import tempfile
from typing import Any

import httpx
import pytest
from PIL import Image

from bot.channels.webchat.media import BODY_LIMIT
from bot.domain.media import MEDIA_LIMIT
from tests.support.webchat import Chatting

OGG = b"OggS" + bytes(200)
WEBM = b"\x1aE\xdf\xa3" + bytes(200)


def picture() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A phone of hers"
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def send(chat: Chatting, session: str, file: bytes, name: str = "a.jpg", **more: Any) -> httpx.Response:
    fields = {"session": session, "id": "f1"} | more
    return await chat.http.post("/chat/api/media", data=fields, files={"file": (name, file)})


async def fetch(chat: Chatting, session: str, message: dict[str, Any]) -> httpx.Response:
    return await chat.http.get(message["media"]["url"], params={"session": session})


async def test_a_picture_is_kept_without_what_it_tells_of_its_maker(chat: Chatting) -> None:
    session = await chat.session()
    assert (await send(chat, session, picture(), text="the letter")).status_code == 202
    [shown] = await chat.history(session)
    assert (shown["text"], shown["media"]["kind"], shown["media"]["inline"]) == ("the letter", "image", True)
    response = await fetch(chat, session, shown)
    assert response.headers["content-type"] == "image/jpeg"
    assert b"A phone of hers" not in response.content


async def test_a_file_cannot_act_in_the_page(chat: Chatting) -> None:
    session = await chat.session()
    await send(chat, session, b"%PDF-1.7 ...", "رسالة.pdf")
    response = await fetch(chat, session, (await chat.history(session))[0])
    assert response.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%D8")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("recording", "mime"), [(OGG, "audio/ogg"), (WEBM, "audio/webm")])
async def test_a_recording_is_a_voice_message(chat: Chatting, recording: bytes, mime: str) -> None:
    session = await chat.session()
    await send(chat, session, recording, "voice", voice="1")
    [shown] = await chat.history(session)
    assert (shown["media"]["kind"], shown["media"]["mime"]) == ("voice", mime)


async def test_the_same_file_again_changes_nothing(chat: Chatting) -> None:
    session = await chat.session()
    for _ in range(2):
        assert (await send(chat, session, picture())).status_code == 202
    assert len(await chat.history(session)) == 1


@pytest.mark.parametrize(
    ("file", "status", "error"),
    [
        (b"", 422, "empty"),
        (b"MZ" + bytes(100), 415, "file_refused"),
        (b"<html><script>1</script></html>", 415, "file_refused"),
        (b"\xff\xd8\xff damaged", 415, "file_refused"),
        (bytes(MEDIA_LIMIT + 1), 413, "file_too_large"),
    ],
)
async def test_what_is_not_kept_is_said_at_once(chat: Chatting, file: bytes, status: int, error: str) -> None:
    session = await chat.session()
    response = await send(chat, session, file)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert await chat.history(session) == []


async def test_a_body_beyond_the_limit_is_not_read_to_its_end(chat: Chatting) -> None:
    response = await send(chat, await chat.session(), bytes(BODY_LIMIT + 1))
    assert (response.status_code, response.json()["error"]) == (413, "too_large")


async def test_nothing_touches_the_disk_in_the_clear(chat: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    session = await chat.session()
    assert (await send(chat, session, b"%PDF-" + bytes(5_000_000), "big.pdf")).status_code == 202


async def test_anothers_file_is_not_there(chat: Chatting) -> None:
    session, other = await chat.session(), await chat.session()
    await send(chat, session, picture())
    [shown] = await chat.history(session)
    assert (await fetch(chat, other, shown)).status_code == 404
    assert (await fetch(chat, "guessed", shown)).status_code == 401
    gone = {"media": {"url": "/chat/api/media/no-id"}}
    assert (await fetch(chat, session, gone)).status_code == 404


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"no form", "multipart/form-data; boundary=x"), (b"{}", "application/json"), (b"", "")],
)
async def test_a_broken_form_is_refused(chat: Chatting, content: bytes, kind: str) -> None:
    response = await chat.http.post("/chat/api/media", content=content, headers={"content-type": kind})
    assert response.status_code in (400, 422)
    assert response.json()["message"]
