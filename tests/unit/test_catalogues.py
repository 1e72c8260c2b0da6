"""The words that people read: complete in both languages, short enough for every channel, promising nothing
that the code does not say."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from bot.words import DISCREET, LOCALES, Catalogues, placeholders

ROOT = LOCALES.parent
WORDS = Catalogues.load()
LANGUAGES = sorted(WORDS.languages)
KEYS = WORDS.keys("ar")
FAMILIES = frozenset(key.partition(".")[0] for key in KEYS)

BUTTON, ROW = 20, 24
SHORT = {"button.": BUTTON, "for_whom.": BUTTON, "list.open": BUTTON}
ROWS = ("menu.", "row.", "field.", "relation.", "governorate.")
MOST_WORDS = 60
SAFE_NUMBERS = {"911", "110"}

_KEY = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")
_SEARCHED = ("bot/services", "bot/domain", "bot/dialogue", "bot/channels", "actions")
NOT_YET = {
    "crisis.desk_opens", "crisis.nobody_yet", "edit.ask_again", "group.private_only", "handover.joined", "web.resume",
}  # fmt: skip
"""Of parts that are being built."""
MADE_FROM_PARTS = (
    "form.", "field.", "for_whom.", "relation.", "governorate.", "kind.", "status.", "answer.", "centre.field.",
    "hijri_month.", "service.",
)  # fmt: skip


def written(language: str) -> dict[str, str]:
    return {key: WORDS._forms(key, language, discreet=False)[1] for key in WORDS.keys(language)}  # type: ignore[misc]


def keys_in_code() -> set[str]:
    files = (file for folder in _SEARCHED for file in (ROOT / folder).rglob("*.py"))
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    texts = (n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {text for text in texts if isinstance(text, str)}


def texts_in(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts_in(value)


def keys_in_domain() -> set[str]:
    files = (ROOT / "data" / "domain").glob("*.yml")
    return {
        t for f in files for t in texts_in(yaml.safe_load(f.read_text(encoding="utf-8")).get("responses"))
    }


def used() -> set[str]:
    """Names of modules of ours look like keys too."""
    found = keys_in_code() | keys_in_domain()
    keys = {text for text in found if _KEY.fullmatch(text) and text.partition(".")[0] in FAMILIES}
    return {key for key in keys if not (ROOT / key.replace(".", "/")).is_dir()}


def test_every_key_that_is_used_exists() -> None:
    assert sorted(used() - KEYS) == []


def test_both_languages_have_the_same_keys() -> None:
    assert WORDS.keys("en") == KEYS


def test_the_template_has_the_same_keys() -> None:
    with (LOCALES / "chat.pot").open("rb") as stream:
        assert {str(message.id) for message in read_po(stream) if message.id} == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_empty(language: str) -> None:
    assert [key for key, text in written(language).items() if not text.strip()] == []


def test_both_languages_name_the_same_values() -> None:
    arabic, english = written("ar"), written("en")
    assert [key for key in KEYS if placeholders(arabic[key]) != placeholders(english[key])] == []


def test_discreet_words_stand_beside_plain_ones_and_need_no_more_values() -> None:
    arabic = written("ar")
    for key in (key for key in KEYS if key.endswith(DISCREET)):
        plain = arabic[key.removesuffix(DISCREET)]
        assert placeholders(arabic[key]) <= placeholders(plain), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_and_rows_fit_whatsapp(language: str) -> None:
    texts = written(language)
    limits = {**SHORT, **dict.fromkeys(ROWS, ROW)}
    filled = {key: text.replace("{number}", "123456") for key, text in texts.items()}
    long = [
        k
        for k, t in filled.items()
        for start, limit in limits.items()
        if k.startswith(start) and len(t) > limit
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_short(language: str) -> None:
    assert [key for key, text in written(language).items() if len(text.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phone_number_but_the_safe_ones(language: str) -> None:
    for key, text in written(language).items():
        numbers = {n for n in re.findall(r"\d{3,}", text) if not text.startswith("{")}
        assert numbers <= SAFE_NUMBERS, key


def test_arabic_addresses_people_politely() -> None:
    """No word for "prison" or "inmate" to a mother; no machine words."""
    told = [key for key, text in written("ar").items() if re.search(r"سجن|نزيل|نزلاء|مدخل|غير صالح", text)]
    assert told == []


def test_every_key_is_used_somewhere() -> None:
    """By its whole name, or as one of a family whose keys are made from parts."""
    plain = {key for key in KEYS if not key.endswith(DISCREET) and not key.startswith(MADE_FROM_PARTS)}
    assert sorted(plain - used() - NOT_YET) == []
