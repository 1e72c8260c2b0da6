from pathlib import Path

import pytest

from bot.runtime.data_dir import DataDir, open_data_dir
from bot.runtime.errors import StartError
from bot.runtime.installation import leave_note, new_token_file, running_settings, take_note, with_files
from bot.settings import load_settings


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    return open_data_dir(tmp_path / "var")


def test_a_setting_from_a_file_replaces_what_the_environment_said(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from the file")

    environ = with_files(
        {"RAFEEQ_INTERNAL_TOKEN": "before", "PATH": "/bin"}, {"INTERNAL_TOKEN": tmp_path / "token"}
    )

    assert environ == {"RAFEEQ_INTERNAL_TOKEN_FILE": str(tmp_path / "token"), "PATH": "/bin"}
    token = load_settings(environ).internal_token
    assert token
    assert token.get_secret_value() == "from the file"


def test_each_start_has_a_token_of_its_own_that_only_we_may_read(data_dir: DataDir) -> None:
    first = new_token_file(data_dir).read_text()
    file = new_token_file(data_dir)

    assert file.read_text() != first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_note_is_taken_once(data_dir: DataDir) -> None:
    leave_note(data_dir, "first-link", "http://here/#token")

    assert take_note(data_dir, "first-link") == "http://here/#token"
    assert take_note(data_dir, "first-link") == ""


def test_a_note_left_before_is_taken_back(data_dir: DataDir) -> None:
    leave_note(data_dir, "first-link", "http://here/#token")
    leave_note(data_dir, "first-link", "")

    assert take_note(data_dir, "first-link") == ""


def test_web_and_worker_alone_need_a_database_that_is_there(data_dir: DataDir) -> None:
    with pytest.raises(StartError, match=r"^RAFEEQ_DATABASE_URL is missing"):
        running_settings({"RAFEEQ_DATA_DIR": str(data_dir.path)})


def test_beside_a_run_the_embedded_database_is_used_with_its_keys(data_dir: DataDir) -> None:
    with data_dir.locked():
        settings = running_settings({"RAFEEQ_DATA_DIR": str(data_dir.path)})

    assert settings.database_url.startswith("postgresql://rafeeq:")
    assert [key.get_secret_value() for key in settings.secret_keys] == [data_dir.secret("keys")]


def test_keys_that_are_given_are_kept(data_dir: DataDir) -> None:
    given = "0123456789abcdef" * 2
    with data_dir.locked():
        settings = running_settings({"RAFEEQ_DATA_DIR": str(data_dir.path), "RAFEEQ_SECRET_KEYS": given})

    assert [key.get_secret_value() for key in settings.secret_keys] == [given]
