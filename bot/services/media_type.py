"""What a file really is, by its bytes. Names and types that came with it prove nothing."""

import io
import re
import zipfile

from bot.domain.media import MediaProblem, MediaRefusedError

_OLE = "application/x-ole-storage"
_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"%PDF-": "application/pdf",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"#!AMR": "audio/amr",
    b"\x1aE\xdf\xa3": "video/webm",
    b"{\\rtf": "application/rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OLE,
}
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = (
    (re.compile(rb"M4[AB]"), "audio/mp4"),
    (re.compile(rb"qt  "), "video/quicktime"),
    (re.compile(rb"3g"), "video/3gpp"),
    (re.compile(rb"hei|hev|mif1|msf1"), "image/heic"),
    (re.compile(rb"avif|avis"), "image/avif"),
    (re.compile(rb"iso|mp4|avc1|M4V|dash|MSNV|f4v"), "video/mp4"),
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
_MOST_PARTS = 10_000
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml|iframe|body|head|object)", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")

EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/avif": ".avif",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "video/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "text/plain": ".txt",
}
"""The types that are kept, and what their names end with."""


def sniff(data: bytes) -> str:
    """Raises MediaRefusedError for a type that is not on the list, or one that carries programs."""
    for look in (_by_start, _by_riff, _by_brand, _by_frame, _by_parts, _by_text):
        found = look(data)
        if found:
            return _old_office(data) if found == _OLE else found
    raise MediaRefusedError(MediaProblem.TYPE_NOT_ALLOWED)


def _by_start(data: bytes) -> str:
    return next((mime for start, mime in _STARTS.items() if data.startswith(start)), "")


def _by_riff(data: bytes) -> str:
    return _RIFF.get(data[8:12], "") if data.startswith(b"RIFF") else ""


def _by_brand(data: bytes) -> str:
    """ISO media files tell what they are at byte 4."""
    if data[4:8] != b"ftyp":
        return ""
    return next((mime for brand, mime in _BRANDS if brand.match(data[8:12])), "")


def _by_frame(data: bytes) -> str:
    """Bare audio frames: eleven set bits, then version and layer."""
    if len(data) < 4 or data[0] != 0xFF:
        return ""
    if data[1] & 0xF6 == 0xF0:
        return "audio/aac"
    return "audio/mpeg" if data[1] & 0xE6 == 0xE2 else ""


def _by_parts(data: bytes) -> str:
    """Office documents are archives; any other archive is refused."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS:
                raise MediaRefusedError(MediaProblem.TYPE_NOT_ALLOWED)
            return _office(names) or _open_document(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        raise MediaRefusedError(MediaProblem.DAMAGED) from None


def _office(names: list[str]) -> str:
    if "[Content_Types].xml" not in names:
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise MediaRefusedError(MediaProblem.HAS_MACROS)
    return next((mime for part, mime in _OFFICE.items() if any(n.startswith(part) for n in names)), "")


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 100:
        return ""
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise MediaRefusedError(MediaProblem.HAS_MACROS)
    told = archive.read("mimetype").decode("ascii", "replace").strip()
    return told if _OPEN_DOCUMENT.fullmatch(told) else ""


def _by_text(data: bytes) -> str:
    """Plain words only: nothing that a program could take for a page or a script."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if not data or _CONTROLS.search(data) or data.startswith(b"#!") or _MARKUP.search(data):
        return ""
    return "text/plain"


def _old_office(data: bytes) -> str:
    """Names inside are UTF-16. Word and Excel only: mail and installers look the same from outside."""
    if "VBA".encode("utf-16-le") in data:
        raise MediaRefusedError(MediaProblem.HAS_MACROS)
    if "WordDocument".encode("utf-16-le") in data:
        return "application/msword"
    if "Workbook".encode("utf-16-le") in data:
        return "application/vnd.ms-excel"
    raise MediaRefusedError(MediaProblem.TYPE_NOT_ALLOWED)


def safe_name(name: str, mime: str) -> str:
    """A name to offer for saving: no folders, no controls or turned directions, the type's own ending."""
    last = re.split(r"[/\\]", name)[-1]
    bare = "".join(c for c in last if c.isprintable() and c not in '"<>|:*?')
    stem = bare.rpartition(".")[0] or bare
    return (stem.strip(" .")[:80] or "file") + EXTENSIONS.get(mime, ".bin")
