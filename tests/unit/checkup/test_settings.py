from pathlib import Path

import pytest

from bot.checkup import settings as checkup
from bot.checkup.finding import Finding, Grade
from bot.checkup.settings import check_data_dir, check_settings
from bot.settings import load_settings

WHATSAPP = {
    "RAFEEQ_WHATSAPP_TOKEN": "t",
    "RAFEEQ_WHATSAPP_PHONE_ID": "1",
    "RAFEEQ_WHATSAPP_APP_SECRET": "s",
    "RAFEEQ_WHATSAPP_VERIFY_TOKEN": "v",
}


def found(environ: dict[str, str]) -> list[Finding]:
    return check_settings(load_settings(environ), environ)


def test_the_defaults_are_well() -> None:
    (only,) = found({})

    assert only.grade is Grade.WELL
    assert "http://127.0.0.1:8000" in only.words


def test_a_misspelt_name_is_told_with_the_one_meant() -> None:
    (only,) = found({"RAFEEQ_TELEGRAM_TOKN": "x"})

    assert only.grade is Grade.MEND
    assert only.words == "RAFEEQ_TELEGRAM_TOKN is no setting: did you mean RAFEEQ_TELEGRAM_TOKEN?"


@pytest.mark.parametrize("address", ["", "http://rafeeq.example"])
def test_a_channel_that_is_called_from_outside_needs_a_public_address(address: str) -> None:
    first, *_ = found(WHATSAPP | {"RAFEEQ_PUBLIC_URL": address})

    assert first.grade is Grade.MEND
    assert first.words.startswith("RAFEEQ_PUBLIC_URL: WhatsApp reach")


def test_a_public_address_without_trusted_proxies_is_noted() -> None:
    (only,) = found({"RAFEEQ_PUBLIC_URL": "https://rafeeq.example"})

    assert only.grade is Grade.NOTE
    assert "RAFEEQ_TRUSTED_PROXIES" in only.words


def test_a_data_directory_open_to_others_is_to_be_mended(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    (only,) = check_data_dir(load_settings({"RAFEEQ_DATA_DIR": str(tmp_path)}))

    assert only.grade is Grade.MEND
    assert "chmod 700" in only.words


def test_a_full_disk_is_to_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "FREE_BYTES", 10**18)

    (only,) = check_data_dir(load_settings({"RAFEEQ_DATA_DIR": str(tmp_path)}))

    assert only.grade is Grade.MEND
    assert "make room" in only.words


def test_a_data_directory_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    (only,) = check_data_dir(load_settings({"RAFEEQ_DATA_DIR": str(tmp_path / "var")}))

    assert only.grade is Grade.NOTE
