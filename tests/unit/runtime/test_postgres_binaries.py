from pathlib import Path

import pytest

from bot.runtime import postgres_binaries
from bot.runtime.errors import StartError
from bot.runtime.postgres_binaries import ServerUser, binaries, open_to_all


def test_they_are_used_where_they_are_when_nobody_else_runs_them() -> None:
    assert (binaries(ServerUser()) / "initdb").is_file()


def test_a_place_is_open_only_when_every_folder_above_is(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir(mode=0o755)
    tmp_path.chmod(0o700)

    assert not open_to_all(inner)
    assert open_to_all(Path("/"))


def test_they_are_copied_for_another_user_who_cannot_reach_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_binaries, "CACHE", tmp_path)
    monkeypatch.setattr(postgres_binaries, "open_to_all", lambda _: False)

    found = binaries(ServerUser(65534, 65534))

    assert found.is_relative_to(tmp_path)
    assert (found / "postgres").stat().st_mode & 0o777 == 0o755
    assert binaries(ServerUser(65534, 65534)) == found


def test_a_copy_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(postgres_binaries, "CACHE", tmp_path / "file" / "below")
    monkeypatch.setattr(postgres_binaries, "open_to_all", lambda _: False)

    with pytest.raises(StartError, match="move the checkout"):
        binaries(ServerUser(65534, 65534))
