"""The access log has words for whatever a service notes about a person."""

import re
from pathlib import Path

from bot.console.log_words import DEEDS, PARTS, deed
from bot.services.let_go import _VERBS
from bot.services.read_access_log import Part

SERVICES = Path(__file__).parents[3] / "bot" / "services"
_NOTED = re.compile(
    r'audit\.record\(\s*[\w.]+,\s*(?:"(\w+)"|(\w+)[^,]*),\s*(?:KIND|"request"|"conversation")'
)


def noted() -> set[str]:
    sources = (file.read_text(encoding="utf-8") for file in SERVICES.glob("*.py"))
    return {match[1] for source in sources for match in _NOTED.finditer(source) if match[1]}


def test_each_deed_has_words() -> None:
    verbs = noted() | set(_VERBS.values()) | {"restricted", "unrestricted"}
    assert {"opened", "opened_with_reason", "claimed", "replied", "acknowledged_alarm"} <= verbs
    assert sorted(verbs - DEEDS.keys()) == []


def test_what_comes_later_is_not_shown_as_a_code() -> None:
    assert deed("not_yet_known") == "did something else"


def test_each_part_of_the_log_has_a_name() -> None:
    assert set(PARTS) == set(Part)
