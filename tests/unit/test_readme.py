"""What the README tells a newcomer is so."""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import AREAS
from bot.settings import PREFIX, Listen, Settings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(RAFEEQ_\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
PARTS = re.compile(r"`((?:bot|actions|data|nlu|locales|tests|requirements)/[\w./-]*)`")


def written(default: Any) -> str:
    """A default as the table writes it."""
    if default is None or default in ("", ()):
        return "empty"
    if isinstance(default, Listen):
        return f"`{default.host}:{default.port}`"
    return f"`{default}`"


def test_the_table_names_every_setting_and_no_other() -> None:
    named = [name for name, _, _ in ROW.findall(TEXT)]

    assert sorted(named) == sorted(PREFIX + field.upper() for field in Settings.model_fields)


@pytest.mark.parametrize(("name", "default"), [(name, default) for name, default, _ in ROW.findall(TEXT)])
def test_the_table_gives_the_default(name: str, default: str) -> None:
    field = Settings.model_fields[name.removeprefix(PREFIX).lower()]

    assert default == written(field.default)


def test_settings_named_anywhere_exist() -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    named = {name.removesuffix("_FILE") for name in re.findall(r"RAFEEQ_[A-Z_]+", TEXT)}

    assert named <= known


def test_commands_exist() -> None:
    named = set(re.findall(r"(?:^ +|`|bin/|\d )rafeeq ([a-z]+)", TEXT, re.MULTILINE))

    assert {"doctor", "prepare", "web", "worker"} <= named <= set(AREAS)


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^ +|make )make ([a-z]+)", TEXT, re.MULTILINE))

    assert {"run", "test", "lint"} <= named <= targets


def test_places_and_pictures_exist() -> None:
    places = set(PARTS.findall(TEXT)) | set(re.findall(r"\]\((docs/[^)]+)\)|src=\"(docs/[^\"]+)\"", TEXT))
    named = [place if isinstance(place, str) else "".join(place) for place in places]

    assert len(named) > 10
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_pictures_are_light() -> None:
    pictures = list((ROOT / "docs").glob("*.png"))

    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 150_000] == []
