import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.runtime.data_dir import LAYOUT, open_data_dir
from bot.runtime.errors import StartError

HOLDER = """
import sys
from pathlib import Path
from bot.runtime.data_dir import open_data_dir
with open_data_dir(Path(sys.argv[1])).locked():
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may write everywhere, so it steps aside for the moment."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_new_directory_is_private_and_stamped(tmp_path: Path) -> None:
    open_data_dir(tmp_path / "a" / "var")

    assert stat.S_IMODE((tmp_path / "a" / "var").stat().st_mode) == 0o700
    assert (tmp_path / "a" / "var" / "layout").read_text().strip() == str(LAYOUT)


def test_a_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = open_data_dir(tmp_path).secret("keys")

    assert open_data_dir(tmp_path).secret("keys") == first
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secrets" / "keys").stat().st_mode) == 0o600


def test_a_newer_layout_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "layout").write_text(str(LAYOUT + 1))

    with pytest.raises(StartError, match=r"^RAFEEQ_DATA_DIR: .* newer Rafeeq"):
        open_data_dir(tmp_path)


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")

    with pytest.raises(StartError, match=r"^RAFEEQ_DATA_DIR: cannot write in .*: File exists"):
        open_data_dir(tmp_path / "var")


def test_an_unwritable_place_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with (
        as_ordinary_user(),
        pytest.raises(StartError, match=r"^RAFEEQ_DATA_DIR: cannot write in .*: Permission"),
    ):
        open_data_dir(tmp_path / "var")


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    taken = f"in use by another rafeeq \\(process {holder.pid}\\)"
    with pytest.raises(StartError, match=taken), open_data_dir(tmp_path).locked():
        pass

    holder.communicate()
    with open_data_dir(tmp_path).locked():
        pass
