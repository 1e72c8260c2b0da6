"""Rasa's address can change while we run."""

import os
from pathlib import Path

from bot.dialogue.addresses import Addresses


def told(file: Path, text: str, at: int) -> None:
    new = file.with_suffix(".new")
    new.write_text(text)
    os.utime(new, ns=(at, at))
    new.replace(file)


def test_without_a_file_they_stay() -> None:
    assert Addresses(["http://a/", "http://b"])() == ("http://a", "http://b")


def test_a_file_goes_before_and_is_followed(tmp_path: Path) -> None:
    file = tmp_path / "rasa-url"
    addresses = Addresses(["http://a"], file)
    assert addresses() == ("http://a",)
    told(file, "http://b", 1)
    assert addresses() == ("http://b",)
    told(file, "http://c/\n", 2)
    assert addresses() == ("http://c",)


def test_a_file_that_is_gone_or_empty_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rasa-url"
    addresses = Addresses(["http://a"], file)
    told(file, "http://b", 1)
    assert addresses() == ("http://b",)
    told(file, "", 2)
    assert addresses() == ("http://b",)
    file.unlink()
    assert addresses() == ("http://b",)
