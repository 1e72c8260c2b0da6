"""Marker words on every channel must be found nowhere: data directory, logs, temporary files, environments."""

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.processes import children_of
from tests.support.product import Product, product, until

pytestmark = [pytest.mark.product, pytest.mark.timeout(600)]

MARKER = "زنبقةالوادي"
LATIN = "Zanbaqa7x9Marker"
PHONE = "962790031337"
CHAT = 770031337


def spellings(word: str) -> Iterator[bytes]:
    """As a leak would be written: plain, in two-byte text, escaped, in base64 at any offset."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield json.dumps(word).strip('"').encode()
    for offset in range(3):
        coded = base64.b64encode(b"x" * offset + plain).decode()
        yield coded[4:-4].encode()


NEEDLES = [s for word in (MARKER, LATIN, PHONE, str(CHAT)) for s in spellings(word)]


@pytest.fixture(scope="module")
def marked(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    temporary = Path(tempfile.mkdtemp(prefix="rafeeq-marked-"))
    temporary.chmod(0o1777)
    with product(tmp_path_factory.mktemp("marked"), archive, TMPDIR=str(temporary)) as made:
        made.start()
        _say_markers(made)
        yield made
    shutil.rmtree(temporary, ignore_errors=True)


def _say_markers(made: Product) -> None:
    words = f"بدي مساعدة مالية {MARKER} {LATIN}"
    visitor = made.visitor()
    visitor.says(words)
    visitor.hears("لمن هذا الطلب")
    made.whatsapp_says(f"{words} بدي موظف", sender=PHONE)
    until(lambda: any(b.get("to") == PHONE for b in made.whatsapp.sent), "WhatsApp is answered")
    person = made.telegram.person(CHAT, name=LATIN)
    person.write(words)
    person.hears("لمن هذا الطلب", seconds=40)
    made.whatsapp_webhook(
        {"entry": [{"changes": [{"field": "odd", "value": {"words": f"{MARKER} {LATIN}"}}]}]}
    )


def found_in(data: bytes) -> list[bytes]:
    return [needle for needle in NEEDLES if needle in data]


def files_below(*roots: Path) -> Iterator[Path]:
    for root in roots:
        yield from (file for file in root.rglob("*") if file.is_file() and not file.is_symlink())


def test_the_needles_would_be_found() -> None:
    assert found_in(f"x{MARKER}".encode())
    assert found_in(base64.b64encode(f"abcd{LATIN}efgh".encode()))


def test_not_in_the_data_directory_or_temporary_files(marked: Product) -> None:
    roots = [marked.data_dir, Path(marked.settings["TMPDIR"])]
    leaks = {str(file): found_in(file.read_bytes()) for file in files_below(*roots)}
    assert len(leaks) > 50
    assert {file: found for file, found in leaks.items() if found} == {}


def test_not_in_what_it_says(marked: Product) -> None:
    assert marked.running is not None
    assert found_in(marked.running.text.encode()) == []


def test_not_in_environments_and_the_process_list(marked: Product) -> None:
    assert marked.running is not None
    secret = [s.encode() for s in (marked.settings["RAFEEQ_WHATSAPP_APP_SECRET"],)]
    pids = [marked.running.process.pid, *_below(marked.running.process.pid)]
    assert len(pids) > 4
    for pid in pids:
        argv = Path(f"/proc/{pid}/cmdline").read_bytes()
        assert found_in(argv) == []
        assert not any(s in argv for s in secret)
        assert found_in(Path(f"/proc/{pid}/environ").read_bytes()) == []


def _below(pid: int) -> list[int]:
    found = children_of(pid)
    return [*found, *(deeper for child in found for deeper in _below(child))]


def test_not_left_in_the_machines_temporary_folder(marked: Product) -> None:
    """The embedded server's socket folder lies there; nothing with words may."""
    ours = [p for p in Path(tempfile.gettempdir()).glob("rafeeq-*") if p.is_dir() and os.access(p, os.R_OK)]
    assert [str(file) for file in files_below(*ours) if found_in(file.read_bytes())] == []
