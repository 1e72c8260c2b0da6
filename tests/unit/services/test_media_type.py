import io
import zipfile

import pytest

from bot.domain.media import MediaProblem, MediaRefusedError
from bot.services.media_type import safe_name, sniff


def archive(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def old_office(*parts: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(part.encode("utf-16-le") for part in parts)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x18ftyp3gp5\x00", "video/3gpp"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"%PDF-1.7\n", "application/pdf"),
        ("حكم المحكمة\nرقم 7".encode(), "text/plain"),
        (archive("[Content_Types].xml", "word/document.xml"), DOCX),
        (archive("content.xml", mimetype=ODT), ODT),
        (old_office("WordDocument"), "application/msword"),
        (old_office("Workbook"), "application/vnd.ms-excel"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, mime: str) -> None:
    assert sniff(data) == mime


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"<!DOCTYPE html><p>hello",
        b"  <svg xmlns='x' onload='y'/>",
        b"words\n<ScRiPt>x()</script>",
        b"#!/bin/sh\necho",
        b"words\x00more",
        b"\xff\xfeh\x00i\x00",
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x1f\x8b\x08\x00",
        archive("classes.dex", "AndroidManifest.xml"),
        archive("[Content_Types].xml", "other/x"),
        archive("x", mimetype="application/epub+zip"),
        old_office("Installer"),
    ],
)
def test_what_is_not_on_the_list_is_refused(data: bytes) -> None:
    with pytest.raises(MediaRefusedError) as caught:
        sniff(data)
    assert caught.value.problem is MediaProblem.TYPE_NOT_ALLOWED


@pytest.mark.parametrize(
    "data",
    [
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("Basic/Standard/Module1.xml", mimetype=ODT),
        old_office("WordDocument", "VBA"),
    ],
)
def test_documents_with_programs_in_them_are_refused(data: bytes) -> None:
    with pytest.raises(MediaRefusedError) as caught:
        sniff(data)
    assert caught.value.problem is MediaProblem.HAS_MACROS


def test_a_broken_archive_is_damaged_and_nothing_worse() -> None:
    with pytest.raises(MediaRefusedError) as caught:
        sniff(b"PK\x03\x04" + b"\x00" * 40)
    assert caught.value.problem is MediaProblem.DAMAGED


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("حكم.pdf", "حكم.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\a.exe", "a.pdf"),
        ("photo\u202egpj.exe", "photogpj.pdf"),
        ('a"b\r\nc.pdf', "abc.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_a_name_for_saving_tells_no_lies(name: str, safe: str) -> None:
    assert safe_name(name, "application/pdf") == safe
